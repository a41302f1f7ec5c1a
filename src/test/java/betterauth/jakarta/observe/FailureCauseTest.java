package betterauth.jakarta.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureCauseTest {

    @ParameterizedTest
    @MethodSource("failures")
    void namesTheCauseHoweverDeepItIs(Throwable failure, String words) {
        assertThat(FailureCause.of(failure)).isEqualTo(words);
        assertThat(FailureCause.of(new IOException("secret", new IOException(failure))))
                .isEqualTo(words);
    }

    private static Stream<Arguments> failures() {
        SSLHandshakeException handshake = new SSLHandshakeException("secret");
        handshake.initCause(new CertPathBuilderException("secret"));
        return Stream.of(
                Arguments.of(
                        handshake,
                        "the certificate is not trusted (PKIX): add its CA to the trust store"),
                Arguments.of(new SSLException("secret"), "the TLS handshake failed"),
                Arguments.of(new ConnectException("secret"), "connection refused"),
                Arguments.of(new SocketTimeoutException("secret"), "timeout"),
                Arguments.of(new HttpConnectTimeoutException("secret"), "timeout to connect"),
                Arguments.of(new UnknownHostException("secret"), "unknown host"),
                Arguments.of(new IllegalStateException("secret"), "IllegalStateException"));
    }

    @Test
    void endsWhereCausesAreACircle() {
        IOException one = new IOException("secret");
        one.initCause(new IOException("secret", one));

        assertThat(FailureCause.of(one)).isEqualTo("IOException");
    }
}
