package betterauth.jakarta.testkit;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /get-session} and {@code /token}. */
final class SessionEndpoints {

    private final Sessions sessions;
    private final ApiKeys apiKeys;
    private final Tokens tokens;
    private final Clock clock;

    SessionEndpoints(Sessions sessions, ApiKeys apiKeys, Tokens tokens, Clock clock) {
        this.sessions = sessions;
        this.apiKeys = apiKeys;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Without a session Better Auth answers 200 and {@code null}. */
    Answer getSession(Call call) {
        Optional<Sessions.Found> ofKey = apiKeys.find(call);
        if (ofKey.isPresent()) {
            return Answer.json(
                    200, body("user", ofKey.get().user(), "session", ofKey.get().session()));
        }
        boolean isReading = call.flags().contains("disableRefresh");
        Sessions.Found found =
                sessions.find(call, isReading, !call.flags().contains("disableCookieCache"));
        Map<String, @Nullable Object> user = found.user();
        if (user == null) {
            return Answer.json(200, "null").unstored().with(found.headers());
        }
        Answer answer =
                Answer.json(200, body("session", found.session(), "user", user))
                        .unstored()
                        .with("set-auth-jwt", tokens.issue(user, clock.instant()))
                        .with(found.headers());
        return exposing(answer);
    }

    Answer token(Call call) {
        Sessions.Found found = apiKeys.find(call).orElseGet(() -> sessions.find(call, false, true));
        Map<String, @Nullable Object> user = found.user();
        Answer answer =
                user == null
                        ? Answer.error(401, "Unauthorized", "UNAUTHORIZED")
                        : Answer.json(
                                200,
                                JsonText.of(Map.of("token", tokens.issue(user, clock.instant()))));
        return exposing(answer.with(latest(found.headers())));
    }

    /** Of several cookies with one name the last alone: Better Auth asks itself for the session. */
    private static List<Answer.Header> latest(List<Answer.Header> headers) {
        Map<String, Answer.Header> latest = new LinkedHashMap<>();
        headers.forEach(header -> latest.put(header.value().split("=", 2)[0], header));
        return List.copyOf(latest.values());
    }

    Answer postSession(Call call) {
        return Answer.error(
                        405,
                        "POST method requires deferSessionRefresh to be enabled in session config",
                        "METHOD_NOT_ALLOWED_DEFER_SESSION_REQUIRED")
                .unstored();
    }

    /** Names the headers that a browser's script may read. */
    private static Answer exposing(Answer answer) {
        String names =
                answer.headers().stream()
                        .map(Answer.Header::name)
                        .filter(name -> name.startsWith("set-auth-"))
                        .sorted()
                        .collect(Collectors.joining(", "));
        return names.isEmpty() ? answer : answer.with("access-control-expose-headers", names);
    }

    private static String body(
            String first, @Nullable Object one, String second, @Nullable Object other) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put(first, one);
        body.put(second, other);
        return JsonText.of(body);
    }
}
