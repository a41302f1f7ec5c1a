package betterauth.jakarta.session;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.observe.BoundedLog;
import betterauth.jakarta.session.SessionEndpoint.Answer;
import betterauth.jakarta.token.JsonText;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Understands what Better Auth answers to {@code get-session}. Only a plain "no" refuses; whatever
 * cannot be understood leaves undecided.
 */
final class AnswerReader {

    static final Duration NEGATIVE_TTL = Duration.ofSeconds(5);

    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final SessionIdentities identities;
    private final Duration ttl;
    private final Clock clock;
    private final BoundedLog log;

    AnswerReader(SessionIdentities identities, Duration ttl, Clock clock) {
        this.log = new BoundedLog(System.getLogger(AnswerReader.class.getName()), clock);
        this.identities = identities;
        this.ttl = ttl;
        this.clock = clock;
    }

    /**
     * Reads an answer.
     *
     * @param asked when the question was asked, since Better Auth may have decided then
     */
    SessionDecision read(SessionCredential credential, Answer answer, Instant asked) {
        if (answer.status() == 200) {
            return readFound(credential, answer.body().strip(), asked);
        }
        if (credential instanceof SessionCredential.ApiKey) {
            Optional<Rejected> refusal = readKeyRefusal(answer);
            if (refusal.isPresent()) {
                return refused(refusal.get());
            }
        }
        Duration retry = answer.retryAfter();
        return undecided(retry == null ? RETRY : retry);
    }

    /** What to decide when no answer came. */
    static SessionDecision undecided(Duration retryAfter) {
        return SessionDecision.passing(
                new Unavailable("The authentication server could not be asked", retryAfter));
    }

    private SessionDecision readFound(SessionCredential credential, String body, Instant asked) {
        if (body.equals("null")) {
            return refused(unknown(credential));
        }
        Optional<SessionData> data = JsonText.parseObject(body).flatMap(SessionData::of);
        if (data.isEmpty()) {
            log.log(
                    System.Logger.Level.WARNING,
                    "Session {0} was answered without the members session.id, session.token,"
                            + " session.expiresAt and user.id, as a customSession plugin may do",
                    credential.hash());
            return undecided(RETRY);
        }
        if (!data.get().isNamedBy(credential.sessionToken())) {
            log.log(
                    System.Logger.Level.WARNING,
                    "Session {0} was answered with another session: something between caches"
                            + " answers of get-session",
                    credential.hash());
            return undecided(RETRY);
        }
        if (!data.get().expiresAt().isAfter(clock.instant())) {
            return refused(unknown(credential));
        }
        AuthenticationMethod method =
                credential instanceof SessionCredential.ApiKey
                        ? AuthenticationMethod.API_KEY
                        : AuthenticationMethod.SESSION;
        Authentication authentication = identities.identify(method, data.get());
        if (authentication instanceof Rejected rejected) {
            return refused(rejected);
        }
        Instant remembered = asked.plus(ttl);
        Instant ends = data.get().expiresAt();
        return new SessionDecision(
                authentication,
                ends.isBefore(remembered) ? ends : remembered,
                data.get().sessionId(),
                clock.instant());
    }

    /**
     * Facts of the api-key plugin: 401 for an invalid key, 403 for a malformed one, 429 for one
     * used up.
     */
    private static Optional<Rejected> readKeyRefusal(Answer answer) {
        Optional<JsonObject> body = JsonText.parseObject(answer.body());
        String code = body.map(json -> json.getString("code", "")).orElse("");
        if (answer.status() == 429 && code.equals("RATE_LIMITED")) {
            return Optional.of(
                    new Rejected(
                            RefusalCode.RATE_LIMITED,
                            "The API key's own limit is used up",
                            body.map(AnswerReader::tryAgainIn).orElse(SOON)));
        }
        if ((answer.status() == 401 || answer.status() == 403) && !code.isEmpty()) {
            return Optional.of(
                    new Rejected(
                            RefusalCode.INVALID_API_KEY, "The API key is not known or has ended"));
        }
        return Optional.empty();
    }

    private static Duration tryAgainIn(JsonObject body) {
        if (body.get("details") instanceof JsonObject details
                && details.get("tryAgainIn") instanceof JsonNumber millis
                && millis.isIntegral()
                && millis.bigDecimalValue().precision() < 15) {
            Duration told = Duration.ofMillis(millis.longValue());
            return told.compareTo(SOON) < 0 ? SOON : told;
        }
        return SOON;
    }

    private static Rejected unknown(SessionCredential credential) {
        return credential instanceof SessionCredential.ApiKey
                ? new Rejected(RefusalCode.INVALID_API_KEY, "The API key is not known or has ended")
                : new Rejected(
                        RefusalCode.INVALID_SESSION, "The session is not known or has ended");
    }

    private SessionDecision refused(Rejected rejected) {
        return new SessionDecision(
                rejected, clock.instant().plus(NEGATIVE_TTL), null, clock.instant());
    }
}
