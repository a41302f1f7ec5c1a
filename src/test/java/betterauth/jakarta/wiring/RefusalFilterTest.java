package betterauth.jakarta.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.AccessDeniedException;
import betterauth.jakarta.AuthServerUnavailableException;
import betterauth.jakarta.AuthenticationRequiredException;
import betterauth.jakarta.MutableClock;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.RefusalException;
import betterauth.jakarta.caller.SecurityEvents;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.cors.CorsPolicy;
import betterauth.jakarta.problem.Challenges;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalFilterTest {

    private static final String FRONT_END = "https://app.example.com";
    private final List<String> calls = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean isCommitted;
    private DispatcherType dispatch = DispatcherType.REQUEST;
    private @Nullable DispatcherType dispatchWithin;

    static List<Exception> refusals() {
        return List.of(
                stranger(),
                new AccessDeniedException(RefusalCode.INSUFFICIENT_ROLE, "No"),
                new AuthServerUnavailableException("No answer", null),
                new ServletException(stranger()),
                new ServletException("page", new IllegalStateException("bean", stranger())));
    }

    static List<Exception> others() {
        return List.of(
                new IllegalStateException("own"),
                new ServletException("own"),
                new ServletException("own", new IOException("cause")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void answersARefusal(Exception refusal) throws Exception {
        filter(refusal);

        assertThat(calls)
                .startsWith("reset")
                .contains("setHeader Access-Control-Allow-Origin " + FRONT_END);
        assertThat(body.toString(StandardCharsets.UTF_8)).contains("\"code\":");
    }

    @ParameterizedTest
    @MethodSource("others")
    void leavesOtherExceptionsAsTheyAre(Exception own) {
        assertThatThrownBy(() -> filter(own)).isSameAs(own);
        assertThat(calls).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void leavesACommittedAnswerAsItIs(Exception refusal) {
        isCommitted = true;

        assertThatThrownBy(() -> filter(refusal)).isSameAs(refusal);
        assertThat(calls).isEmpty();
        assertThat(body.size()).isZero();
    }

    @Test
    void answersOnceTheRequestIsAsynchronous() throws Exception {
        dispatch = DispatcherType.ASYNC;

        filter(stranger());

        assertThat(calls).startsWith("reset");
    }

    @Test
    void answersARequestThatWasForwardedWithin() throws Exception {
        dispatchWithin = DispatcherType.FORWARD;

        filter(stranger());

        assertThat(calls).startsWith("reset");
    }

    @ParameterizedTest
    @EnumSource(names = {"FORWARD", "INCLUDE", "ERROR"})
    void leavesTheRefusalOfAnInnerDispatchToTheOneAround(DispatcherType inner) {
        dispatch = inner;
        RefusalException refusal = stranger();

        assertThatThrownBy(() -> filter(refusal)).isSameAs(refusal);
        assertThat(calls).isEmpty();
    }

    @Test
    void looksForACauseSoManyTimesOnly() {
        Exception own = new IllegalStateException(stranger());
        for (int i = 0; i < 10; i++) {
            own = new IllegalStateException(own);
        }
        Exception deep = own;

        assertThatThrownBy(() -> filter(deep)).isSameAs(deep);
    }

    private static RefusalException stranger() {
        return new AuthenticationRequiredException(
                RefusalCode.AUTHENTICATION_REQUIRED, "Sign in, or present a token");
    }

    private void filter(Exception thrown) throws IOException, ServletException {
        Map<String, String> configured =
                Map.of(
                        "better-auth.url",
                        "https://auth.example.com",
                        "better-auth.cors.allowed-origins",
                        FRONT_END);
        Settings settings =
                Settings.read(new ConfigValues(key -> Optional.ofNullable(configured.get(key))));
        FilterChain chain =
                (request, response) -> {
                    dispatch = dispatchWithin == null ? dispatch : dispatchWithin;
                    if (thrown instanceof ServletException servlet) {
                        throw servlet;
                    }
                    throw (RuntimeException) thrown;
                };
        SecurityEvents events = new SecurityEvents(new MutableClock());
        new RefusalFilter(
                        new ServletAnswers(
                                Challenges.BEARER, new CorsPolicy(settings.cors()), events))
                .doFilter(request(), response(), chain);
    }

    private HttpServletRequest request() {
        return fake(
                HttpServletRequest.class,
                (name, values) ->
                        switch (name) {
                            case "getHeader" -> FRONT_END;
                            case "isAsyncStarted" -> false;
                            case "getDispatcherType" -> dispatch;
                            default -> throw new UnsupportedOperationException(name);
                        });
    }

    private HttpServletResponse response() {
        return fake(
                HttpServletResponse.class,
                (name, values) -> {
                    if (name.equals("isCommitted")) {
                        return isCommitted;
                    }
                    if (name.equals("getOutputStream")) {
                        return output();
                    }
                    calls.add((name + " " + values).strip());
                    return null;
                });
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
