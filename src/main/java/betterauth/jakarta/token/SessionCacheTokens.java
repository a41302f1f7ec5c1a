package betterauth.jakarta.token;

import betterauth.jakarta.config.JwtSettings;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the tokens that Better Auth signs with its published keys to cache a session in a
 * cookie. They differ from access tokens in {@code typ} and {@code aud}, so neither passes for the
 * other.
 */
public final class SessionCacheTokens {

    private static final Set<String> TYPES = Set.of("better-auth.session-cache+jwt");
    private static final Set<String> AUDIENCES = Set.of("better-auth:session-cache");

    private final JwsVerifier verifier;

    SessionCacheTokens(JwtSettings accessTokens, KeySource keys, Clock clock) {
        JwtSettings settings =
                new JwtSettings(
                        accessTokens.issuer(),
                        AUDIENCES,
                        accessTokens.algorithms(),
                        null,
                        accessTokens.provider(),
                        0,
                        0,
                        Duration.ZERO,
                        null,
                        null);
        this.verifier = new JwsVerifier(settings, TYPES, keys, clock);
    }

    /**
     * The claims of a token that holds, and until when; empty for one that does not, or not surely.
     */
    public Optional<Cached> verify(String token) {
        return CompactJws.parse(token)
                .map(verifier::verify)
                .filter(Verification.Holds.class::isInstance)
                .map(Verification.Holds.class::cast)
                .map(holds -> cached(holds.claims(), holds.until(), holds.key()));
    }

    /** What is kept holds the key, and nothing else of the token. */
    private Cached cached(JsonObject claims, Instant until, @Nullable VerificationKey key) {
        return new Cached(claims, until, () -> key == null || verifier.isCurrent(key));
    }

    /**
     * A verified token.
     *
     * @param until when it expires
     * @param isKeyCurrent whether the key that verified it is still in the key set
     */
    public record Cached(JsonObject claims, Instant until, BooleanSupplier isKeyCurrent) {}
}
