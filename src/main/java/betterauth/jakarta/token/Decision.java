package betterauth.jakarta.token;

import betterauth.jakarta.cache.Expiring;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.HeapSize;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a token.
 *
 * @param expiresAt until when it holds
 * @param key the public key that verified the token; null where none did
 */
record Decision(Authentication authentication, Instant expiresAt, @Nullable VerificationKey key)
        implements Expiring {

    @Override
    public long bytes() {
        return HeapSize.of(authentication);
    }

    /** A decision that must be made anew each time. */
    static Decision passing(Authentication authentication) {
        return new Decision(authentication, Instant.MIN, null);
    }
}
