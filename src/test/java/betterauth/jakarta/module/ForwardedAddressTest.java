package betterauth.jakarta.module;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.LogCapture;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedAddressTest {

    private final ForwardedAddress addresses = new ForwardedAddress();

    @ParameterizedTest
    @CsvSource({
        "10.0.0.7, 203.0.113.5",
        "127.0.0.1, '203.0.113.5, 198.51.100.2'",
        "172.31.0.1, 203.0.113.5",
        "192.168.1.1, 203.0.113.5",
        "::1, 2001:db8::5",
        "0:0:0:0:0:0:0:1, 2001:db8::5",
        "fd00::7, 203.0.113.5"
    })
    void tellsOfAProxyThatIsNotTrusted(String address, String forwarded) {
        try (LogCapture log = new LogCapture("authentication")) {
            addresses.check(request(forwarded), address);
            addresses.check(request(forwarded), address);

            assertThat(log.lines())
                    .containsExactly(
                            "WARNING A request from "
                                    + address
                                    + " has an X-Forwarded-For that the server does not trust. If"
                                    + " that is a proxy, all its callers share one address, and"
                                    + " with it Better Auth's rate limit: tell the server of the"
                                    + " proxy");
        }
    }

    /** A header from outside is no proxy's, and the address of a trusted one is the caller's. */
    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.5",
        "172.32.0.1, 203.0.113.5",
        "10.0.0.7, '10.0.0.7, 10.0.0.8'",
        "10.0.0.7, ",
        "'', 203.0.113.5"
    })
    void saysNothingOtherwise(String address, String forwarded) {
        try (LogCapture log = new LogCapture("authentication")) {
            addresses.check(request(forwarded), address);

            assertThat(log.lines()).isEmpty();
        }
    }

    private static HttpServletRequest request(String forwarded) {
        return (HttpServletRequest)
                Proxy.newProxyInstance(
                        ForwardedAddressTest.class.getClassLoader(),
                        new Class<?>[] {HttpServletRequest.class},
                        (proxy, method, arguments) -> forwarded);
    }
}
