package betterauth.jakarta.session.http;

import betterauth.jakarta.jose.JsonText;
import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionAnswer.Absent;
import betterauth.jakarta.spi.SessionAnswer.Found;
import betterauth.jakarta.spi.SessionAnswer.Refused;
import betterauth.jakarta.spi.SessionAnswer.Unavailable;
import betterauth.jakarta.spi.SessionQuery;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer to {@code get-session}. Only {@code null} means that there is no session; whatever
 * cannot be understood is unavailable.
 *
 * @param retryAfter when to ask again, as the answer says; null if it does not
 */
record GetSessionAnswer(int status, String body, @Nullable Duration retryAfter) {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration DEFAULT_RETRY = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(1);

    SessionAnswer read(SessionQuery.Kind kind) {
        if (status == 200) {
            return readFound();
        }
        if (kind == SessionQuery.Kind.API_KEY) {
            Optional<SessionAnswer> refusal = readKeyRefusal();
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        return new Unavailable(
                "get-session answered with status " + status,
                retryAfter == null ? DEFAULT_RETRY : retryAfter,
                status == TOO_MANY_REQUESTS);
    }

    private SessionAnswer readFound() {
        String json = body.strip();
        if (json.equals("null")) {
            return new Absent();
        }
        return JsonText.parseObject(json)
                .<SessionAnswer>flatMap(GetSessionAnswer::found)
                .orElseGet(
                        () ->
                                new Unavailable(
                                        "get-session answered without the member user: a"
                                                + " customSession plugin must return it",
                                        DEFAULT_RETRY));
    }

    /** A customSession plugin may leave the session out. */
    private static Optional<SessionAnswer> found(JsonObject json) {
        JsonObject session =
                json.get("session") instanceof JsonObject members
                        ? members
                        : JsonValue.EMPTY_JSON_OBJECT;
        return json.get("user") instanceof JsonObject user
                ? Optional.of(new Found(session, user))
                : Optional.empty();
    }

    /**
     * Facts of the api-key plugin: 401 for an invalid key, 403 for a malformed one, 429 for one
     * whose own limit is used up.
     */
    private Optional<SessionAnswer> readKeyRefusal() {
        Optional<JsonObject> json = JsonText.parseObject(body);
        String code = json.map(members -> members.getString("code", "")).orElse("");
        if (status == TOO_MANY_REQUESTS && code.equals("RATE_LIMITED")) {
            return Optional.of(new Refused(json.map(GetSessionAnswer::tryAgainIn).orElse(SOON)));
        }
        return (status == 401 || status == 403) && !code.isEmpty()
                ? Optional.of(new Refused(null))
                : Optional.empty();
    }

    private static Duration tryAgainIn(JsonObject body) {
        if (body.get("details") instanceof JsonObject details
                && details.get("tryAgainIn") instanceof JsonNumber millis
                && millis.isIntegral()
                && millis.bigDecimalValue().precision() < 15) {
            Duration wait = Duration.ofMillis(millis.longValue());
            return wait.compareTo(SOON) < 0 ? SOON : wait;
        }
        return SOON;
    }

    /** Bodies hold session tokens. */
    @Override
    public String toString() {
        return "GetSessionAnswer[" + status + "]";
    }
}
