package betterauth.jakarta.token;

import betterauth.jakarta.config.JwtSettings;
import betterauth.jakarta.config.Profile;
import betterauth.jakarta.jose.CompactJws;
import betterauth.jakarta.keys.KeySource;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

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
                        Profile.BETTER_AUTH,
                        accessTokens.issuer(),
                        AUDIENCES,
                        accessTokens.algorithms(),
                        null,
                        accessTokens.provider(),
                        accessTokens.maxLength(),
                        0,
                        0,
                        Duration.ZERO,
                        null,
                        null);
        this.verifier = new JwsVerifier(settings, TYPES, keys, clock);
    }

    /** The claims of a valid token; empty for any other, also where the key was unavailable. */
    public Optional<Verification.Valid> verify(String token) {
        return CompactJws.parse(token)
                .map(verifier::verify)
                .filter(Verification.Valid.class::isInstance)
                .map(Verification.Valid.class::cast);
    }
}
