package betterauth.jakarta.identity;

import betterauth.jakarta.cache.Expiring;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.Authentication.Verified;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a credential, and for how long.
 *
 * @param expiresAt until when the decision may be kept; {@link Instant#MIN} not to keep it
 * @param sessionId the session's id, or null where there is none
 * @param askedAt when the question was asked that this answers
 * @param isKeyCurrent whether the key that verified the credential still does, or what the source
 *     answered is not known to have changed since
 */
public record Decision(
        Authentication authentication,
        Instant expiresAt,
        @Nullable String sessionId,
        Instant askedAt,
        BooleanSupplier isKeyCurrent)
        implements Expiring {

    /** A decision about a token, which has no session. */
    public Decision(
            Authentication authentication, Instant expiresAt, BooleanSupplier isKeyCurrent) {
        this(authentication, expiresAt, null, Instant.MIN, isKeyCurrent);
    }

    /** A decision by the answer to a question, without a key. */
    public Decision(
            Authentication authentication,
            Instant expiresAt,
            @Nullable String sessionId,
            Instant askedAt) {
        this(authentication, expiresAt, sessionId, askedAt, () -> true);
    }

    /** A decision that is made anew each time. */
    public static Decision transientOf(Authentication authentication) {
        return new Decision(authentication, Instant.MIN, null, Instant.MIN);
    }

    /** The id of the user who was verified; null where none was. */
    public @Nullable String userId() {
        return authentication instanceof Verified verified
                ? verified.caller().identity().id()
                : null;
    }

    /** The same decision, not to be kept. */
    public Decision notKept() {
        return new Decision(authentication, Instant.MIN, sessionId, askedAt, isKeyCurrent);
    }

    @Override
    public boolean isFailure() {
        return authentication instanceof Unavailable;
    }

    @Override
    public long bytes() {
        return HeapSize.of(authentication);
    }
}
