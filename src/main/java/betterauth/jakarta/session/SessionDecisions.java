package betterauth.jakarta.session;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.credential.SessionCredential;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.Decision;
import betterauth.jakarta.identity.SessionClaims;
import betterauth.jakarta.identity.SessionData;
import betterauth.jakarta.observe.BoundedLog;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.PlainText;
import betterauth.jakarta.observe.Warning;
import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionAnswer.Absent;
import betterauth.jakarta.spi.SessionAnswer.Found;
import betterauth.jakarta.spi.SessionAnswer.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides by a source's answer, and for how long. */
final class SessionDecisions {

    private static final Duration NEGATIVE_TTL = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private static final String INCOMPLETE =
            "get-session answers without session.id, session.token or session.expiresAt, as with a"
                    + " customSession plugin. Its answers are accepted, but not compared with the"
                    + " session that was asked for. Return the session as it is from customSession";

    private final Warning incomplete = new Warning(Loggers.sessions());
    private final SessionClaims identities;
    private final Duration ttl;
    private final Clock clock;
    private final BoundedLog log;

    SessionDecisions(SessionClaims identities, Duration ttl, Clock clock) {
        this.log = new BoundedLog(Loggers.sessions(), clock);
        this.identities = identities;
        this.ttl = ttl;
        this.clock = clock;
    }

    /**
     * Decides.
     *
     * @param askedAt when the question was asked, since the source may have decided then
     * @param unchanged what tells from then on whether a session token and a user are unchanged
     */
    Decision of(
            SessionCredential credential,
            SessionAnswer answer,
            Instant askedAt,
            Function<String[], BooleanSupplier> unchanged) {
        if (answer instanceof Found found) {
            return ofFound(credential, found, askedAt, unchanged);
        }
        if (answer instanceof Absent) {
            return rejected(unknown(credential));
        }
        if (answer instanceof Refused refused) {
            return rejected(refused(credential, refused.retryAfter()));
        }
        SessionAnswer.Unavailable unavailable = (SessionAnswer.Unavailable) answer;
        if (unavailable.reason() != null) {
            warn(credential, unavailable.reason());
        }
        return unavailable(unavailable.retryAfter());
    }

    /** The decision where no answer came. */
    static Decision unavailable(Duration retryAfter) {
        return Decision.transientOf(
                new Unavailable("The authentication server is unavailable", retryAfter));
    }

    private Decision ofFound(
            SessionCredential credential,
            Found found,
            Instant askedAt,
            Function<String[], BooleanSupplier> unchanged) {
        Optional<SessionData> data = SessionData.of(found.session(), found.user());
        if (data.isEmpty()) {
            warn(
                    credential,
                    "the answer has no user.id, or a member of session is of another type: a"
                            + " customSession plugin must return the user with its id");
            return unavailable(RETRY);
        }
        if (data.get().isOfAnother(credential.sessionToken())) {
            warn(
                    credential,
                    "the answer has another session.token: something in between caches answers of"
                            + " get-session");
            return unavailable(RETRY);
        }
        Instant ends = data.get().expiresAt();
        if (ends != null && !ends.isAfter(clock.instant())) {
            return rejected(unknown(credential));
        }
        if (!data.get().isWhole()) {
            incomplete.log(() -> INCOMPLETE);
        }
        AuthenticationMethod method =
                credential instanceof SessionCredential.ApiKey
                        ? AuthenticationMethod.API_KEY
                        : AuthenticationMethod.SESSION;
        Authentication authentication = identities.identify(method, data.get());
        if (authentication instanceof Rejected banned) {
            return rejected(banned);
        }
        Instant keptUntil = askedAt.plus(ttl);
        return new Decision(
                authentication,
                ends != null && ends.isBefore(keptUntil) ? ends : keptUntil,
                data.get().sessionId(),
                askedAt,
                unchanged.apply(new String[] {credential.sessionToken(), data.get().userId()}));
    }

    private static Rejected unknown(SessionCredential credential) {
        return credential instanceof SessionCredential.ApiKey
                ? new Rejected(RefusalCode.INVALID_API_KEY, "The API key is unknown or has expired")
                : new Rejected(RefusalCode.INVALID_SESSION, "The session is unknown or has ended");
    }

    private static Rejected refused(SessionCredential credential, @Nullable Duration retryAfter) {
        return retryAfter == null
                ? unknown(credential)
                : new Rejected(
                        RefusalCode.RATE_LIMITED,
                        credential instanceof SessionCredential.ApiKey
                                ? "The API key's own rate limit is exceeded"
                                : "The session's rate limit is exceeded",
                        retryAfter);
    }

    private Decision rejected(Rejected rejected) {
        Instant now = clock.instant();
        return new Decision(rejected, now.plus(NEGATIVE_TTL), null, now);
    }

    private void warn(SessionCredential credential, String reason) {
        log.log(
                System.Logger.Level.WARNING,
                "Session {0} is undecided: {1}",
                credential.hash(),
                PlainText.of(reason));
    }
}
