package betterauth.jakarta.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.token.LogoutOutcome;
import betterauth.jakarta.token.LogoutOutcome.Ended;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogoutServletTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Ended END = new Ended("session-1", "user-1", Instant.EPOCH);

    private final List<String> answer = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final List<String> tokens = new ArrayList<>();
    private LogoutOutcome outcome = END;

    @Test
    void endsTheSession() throws Exception {
        post(FORM, "logout_token=a.b.c");

        assertThat(answer).containsExactly("setHeader Cache-Control no-store", "setStatus 200");
        assertThat(body.size()).isZero();
        assertThat(tokens).containsExactly("a.b.c");
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded; charset=UTF-8, logout_token=a.b.c",
        "Application/X-WWW-Form-URLencoded, logout_token=a.b.c&other=x",
        "application/x-www-form-urlencoded, x=%zz&logout_token=a%2Eb.c"
    })
    void takesEachFormOfAForm(String type, String form) throws Exception {
        post(type, form);

        assertThat(tokens).containsExactly("a.b.c");
        assertThat(answer).contains("setStatus 200");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, logout_token=a.b.c",
        "text/plain, logout_token=a.b.c",
        "multipart/form-data, logout_token=a.b.c",
        ", logout_token=a.b.c",
        "application/x-www-form-urlencoded, ''",
        "application/x-www-form-urlencoded, logout_token",
        "application/x-www-form-urlencoded, logout_token=",
        "application/x-www-form-urlencoded, token=a.b.c",
        "application/x-www-form-urlencoded, logout_token=%zz",
        "application/x-www-form-urlencoded, logout_token=a&logout_token=b",
        "application/x-www-form-urlencoded, Logout_Token=a.b.c"
    })
    void refusesWhatIsNoFormWithOneToken(String type, String form) throws Exception {
        post(type, form);

        assertRefused(400, "invalid_request", "The body is not a form with one logout_token");
        assertThat(tokens).isEmpty();
    }

    @Test
    void readsNoMoreThan16Kilobytes() throws Exception {
        String longest = "logout_token=" + "a".repeat(16 * 1024 - 13);
        post(FORM, longest);
        assertThat(tokens).hasSize(1);

        answer.clear();
        post(FORM, longest + "&");
        assertRefused(400, "invalid_request", "The body is not a form with one logout_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "post"})
    void refusesOtherMethods(String method) throws Exception {
        send(method, FORM, "logout_token=a.b.c");

        assertRefused(405, "invalid_request", "The method is not POST");
        assertThat(answer).contains("setHeader Allow POST");
        assertThat(tokens).isEmpty();
    }

    /** Section 2.8. */
    @Test
    void refusesAnInvalidToken() throws Exception {
        outcome = new LogoutOutcome.Invalid("The token's signature is invalid");
        post(FORM, "logout_token=a.b.c");

        assertRefused(400, "invalid_request", "The token's signature is invalid");
    }

    @Test
    void cannotDecideWithoutAKey() throws Exception {
        outcome = new LogoutOutcome.Unavailable("No key", Duration.ofMillis(100));
        post(FORM, "logout_token=a.b.c");

        assertRefused(503, "temporarily_unavailable", "No key");
        assertThat(answer).contains("setHeader Retry-After 1");
    }

    private void assertRefused(int status, String error, String detail) {
        assertThat(answer)
                .contains(
                        "setHeader Cache-Control no-store",
                        "setStatus " + status,
                        "setContentType application/json");
        assertThat(body.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(error, detail));
    }

    private void post(String type, String form) throws IOException, ServletException {
        send("POST", type, form);
    }

    private void send(String method, String type, String form)
            throws IOException, ServletException {
        body.reset();
        LogoutServlet servlet =
                new LogoutServlet(
                        token -> {
                            tokens.add(token);
                            return outcome;
                        });
        servlet.service(
                fake(
                        HttpServletRequest.class,
                        (name, values) ->
                                switch (name) {
                                    case "getMethod" -> method;
                                    case "getContentType" -> type;
                                    case "getInputStream" -> input(form);
                                    default -> throw new UnsupportedOperationException(name);
                                }),
                fake(
                        HttpServletResponse.class,
                        (name, values) -> {
                            if (name.equals("getOutputStream")) {
                                return output();
                            }
                            answer.add((name + " " + values).strip());
                            return null;
                        }));
    }

    private static ServletInputStream input(String text) {
        ByteArrayInputStream bytes =
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return new ServletInputStream() {
            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return bytes.read(buffer, offset, length);
            }
        };
    }

    private ServletOutputStream output() {
        return new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(int octet) {
                body.write(octet);
            }
        };
    }

    private static <T> T fake(Class<T> type, BiFunction<String, String, Object> answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, values) ->
                                answer.apply(
                                        method.getName(),
                                        values == null
                                                ? ""
                                                : Arrays.stream(values)
                                                        .map(String::valueOf)
                                                        .collect(Collectors.joining(" ")))));
    }
}
