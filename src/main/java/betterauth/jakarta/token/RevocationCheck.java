package betterauth.jakarta.token;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.ClientGrant;
import betterauth.jakarta.identity.Identity;
import jakarta.json.JsonNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rejects valid tokens that were issued before their session ended or their user's were revoked.
 */
final class RevocationCheck {

    private static final long LATEST = Instant.MAX.getEpochSecond();
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Revocations revocations;
    private final @Nullable EndedSessions sessions;

    /**
     * @param sessions the sessions whose tokens are rejected; null where Better Auth tells of none
     */
    RevocationCheck(Revocations revocations, @Nullable EndedSessions sessions) {
        this.revocations = revocations;
        this.sessions = sessions;
    }

    /** The same outcome, unless it is that of a token that is revoked or may be. */
    Authentication check(Authentication authentication) {
        if (!(authentication instanceof Verified verified)) {
            return authentication;
        }
        Identity identity = verified.caller().identity();
        if (isOfEndedSession(identity)) {
            return new Rejected(
                    RefusalCode.TOKEN_REVOKED,
                    "The session of the token has ended, or the token is too old");
        }
        if (revocations == Revocations.NONE) {
            return authentication;
        }
        Optional<Boolean> isRevoked = revocations.isRevoked(identity.id(), issuedAt(identity));
        if (isRevoked.isEmpty()) {
            return new Unavailable("Whether the token was revoked is unknown", SOON);
        }
        return isRevoked.get()
                ? new Rejected(
                        RefusalCode.TOKEN_REVOKED,
                        "The user's sessions and tokens were revoked after the token was issued")
                : authentication;
    }

    private boolean isOfEndedSession(Identity identity) {
        if (sessions == null) {
            return false;
        }
        ClientGrant client = identity.client();
        return client == null
                ? sessions.isEnded(identity.id(), issuedAt(identity))
                : sessions.isEnded(client.sessionId(), identity.id(), issuedAt(identity));
    }

    Optional<EndedSessions> sessions() {
        return Optional.ofNullable(sessions);
    }

    /** A token that does not say when counts as issued before every revocation. */
    private static Instant issuedAt(Identity identity) {
        if (!(identity.claims().get("iat") instanceof JsonNumber seconds)) {
            return Instant.EPOCH;
        }
        long whole = seconds.longValue();
        return whole < 0 || whole > LATEST ? Instant.EPOCH : Instant.ofEpochSecond(whole);
    }
}
