package betterauth.jakarta.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.MutableClock;
import betterauth.jakarta.config.Secret;
import betterauth.jakarta.events.EventReceiver;
import betterauth.jakarta.events.SessionEvent;
import betterauth.jakarta.events.SessionEvent.OfSession;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class EventsFilterTest {

    private static final String SECRET = "an-events-secret-0123456789abcdef";

    private final MutableClock clock = new MutableClock();
    private final List<SessionEvent> events = new ArrayList<>();
    private final Map<String, String> headers = new HashMap<>();
    private final EventsFilter filter =
            new EventsFilter(
                    new EventReceiver(
                            new Secret(SECRET), (event, sentAt) -> events.add(event), clock));

    private int status;
    private int passedOn;

    @Test
    void receivesASignedEvent() throws Exception {
        String body = "{\"session\":\"s1\"}";
        sign(body);

        send("POST", body);

        assertThat(status).isEqualTo(204);
        assertThat(events).containsExactly(new OfSession("s1"));
        assertThat(headers).containsEntry("Cache-Control", "no-store");
        assertThat(passedOn).isZero();
    }

    @Test
    void refusesWhatIsNoEvent() throws Exception {
        sign("{}");

        send("POST", "{}");

        assertThat(status).isEqualTo(400);
    }

    @Test
    void refusesWhatIsTooLong() throws Exception {
        String body = "{\"session\":\"s1\"}" + " ".repeat(4096);
        sign(body);

        send("POST", body);

        assertThat(status).isEqualTo(400);
        assertThat(events).isEmpty();
    }

    @Test
    void refusesWhatIsNotSigned() throws Exception {
        send("POST", "{\"session\":\"s1\"}");

        assertThat(status).isEqualTo(401);
        assertThat(events).isEmpty();
        assertThat(passedOn).isZero();
    }

    @Test
    void leavesOtherMethodsToTheApplication() throws Exception {
        send("GET", "");

        assertThat(passedOn).isEqualTo(1);
        assertThat(status).isZero();
    }

    private void sign(String body) throws GeneralSecurityException {
        String time = String.valueOf(clock.instant().getEpochSecond());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
        byte[] signature = mac.doFinal(("m1." + time + "." + body).getBytes(UTF_8));
        headers.put("webhook-id", "m1");
        headers.put("webhook-timestamp", time);
        headers.put("webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature));
    }

    private void send(String method, String body) throws IOException, ServletException {
        filter.doFilter(request(method, body), response(), (request, response) -> passedOn++);
    }

    private HttpServletRequest request(String method, String body) {
        return (HttpServletRequest)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {HttpServletRequest.class},
                        (proxy, called, arguments) ->
                                switch (called.getName()) {
                                    case "getMethod" -> method;
                                    case "getHeader" -> headers.get((String) arguments[0]);
                                    case "getInputStream" -> stream(body);
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    called.getName());
                                });
    }

    private HttpServletResponse response() {
        return (HttpServletResponse)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {HttpServletResponse.class},
                        (proxy, called, arguments) -> {
                            switch (called.getName()) {
                                case "setStatus" -> status = (int) arguments[0];
                                case "setHeader" ->
                                        headers.put((String) arguments[0], (String) arguments[1]);
                                case "flushBuffer" -> {}
                                default ->
                                        throw new UnsupportedOperationException(called.getName());
                            }
                            return null;
                        });
    }

    private static ServletInputStream stream(String body) {
        InputStream bytes = new ByteArrayInputStream(body.getBytes(UTF_8));
        return new ServletInputStream() {
            @Override
            public int read() throws IOException {
                return bytes.read();
            }

            @Override
            public int read(byte[] target, int from, int most) throws IOException {
                return bytes.read(target, from, most);
            }

            @Override
            public boolean isFinished() {
                return false;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
