package betterauth.jakarta.token;

import java.time.Instant;
import java.util.Optional;

/**
 * Knows which users' tokens were revoked before they expire. Asked for each request with a valid
 * token, so it answers from memory as a rule. Safe for use by many threads.
 */
@FunctionalInterface
public interface Revocations {

    /** No token is revoked. */
    Revocations NONE = (userId, issuedAt) -> Optional.of(false);

    /**
     * Tells whether a token is revoked.
     *
     * @param issuedAt the token's {@code iat}, rounded down to whole seconds by Better Auth: of the
     *     tokens of the second in which the user's were revoked, all count as issued before
     * @return empty if that cannot be found out now: the token is then undecided
     */
    Optional<Boolean> isRevoked(String userId, Instant issuedAt);
}
