package betterauth.jakarta.session.cookie;

import betterauth.jakarta.jose.Hmac;
import betterauth.jakarta.jose.HmacTokens;
import betterauth.jakarta.token.Verification;
import java.util.Optional;

/**
 * The strategy {@code jwt}: a JWS by HS256 with Better Auth's secret, without issuer and audience.
 */
public final class JwtStrategy implements CookieCacheStrategy {

    private final Hmac hmac;

    public JwtStrategy(Hmac hmac) {
        this.hmac = hmac;
    }

    @Override
    public Optional<Verification.Valid> open(String value) {
        return HmacTokens.verify(value, hmac)
                .flatMap(
                        claims ->
                                ExpClaim.of(claims)
                                        .map(until -> new Verification.Valid(claims, until)));
    }
}
