package betterauth.jakarta.observe;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Why a call failed, in an administrator's words, by the types of the exceptions alone: their
 * messages may repeat what was sent.
 */
public final class FailureCause {

    private static final int DEEPEST = 8;

    /** The most telling first, wherever in the chain of causes it is. */
    private static final List<Known> KNOWN =
            List.of(
                    new Known(
                            CertPathBuilderException.class,
                            "the certificate is not trusted (PKIX): add its CA to the trust store"),
                    new Known(
                            CertPathValidatorException.class,
                            "the certificate is not valid (PKIX)"),
                    new Known(SSLException.class, "the TLS handshake failed"),
                    new Known(UnknownHostException.class, "unknown host"),
                    new Known(UnresolvedAddressException.class, "unknown host"),
                    new Known(HttpConnectTimeoutException.class, "timeout to connect"),
                    new Known(HttpTimeoutException.class, "timeout"),
                    new Known(SocketTimeoutException.class, "timeout"),
                    new Known(TimeoutException.class, "timeout"),
                    new Known(ConnectException.class, "connection refused"),
                    new Known(EOFException.class, "the connection was closed"));

    private FailureCause() {}

    /** The cause, such as {@code connection refused}; else the type of the innermost exception. */
    public static String of(Throwable failure) {
        List<Throwable> chain = chain(failure);
        return known(failure)
                .orElseGet(() -> chain.get(chain.size() - 1).getClass().getSimpleName());
    }

    /** The cause, if it is one of the usual ones. */
    public static Optional<String> known(Throwable failure) {
        List<Throwable> chain = chain(failure);
        return KNOWN.stream()
                .filter(known -> chain.stream().anyMatch(known.type()::isInstance))
                .map(Known::words)
                .findFirst();
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable each = failure;
                each != null && chain.size() < DEEPEST;
                each = each.getCause()) {
            chain.add(each);
        }
        return chain;
    }

    private record Known(Class<? extends Throwable> type, String words) {}
}
