package betterauth.jakarta.session;

import betterauth.jakarta.token.Hmac;
import betterauth.jakarta.token.HmacTokens;
import java.util.Optional;

/** The form {@code jwt}: a JWS by HS256 with Better Auth's secret, without issuer and audience. */
final class JwtCookieCache implements CookieCache {

    private final Hmac hmac;

    JwtCookieCache(Hmac hmac) {
        this.hmac = hmac;
    }

    @Override
    public Optional<Cached> open(String value) {
        return HmacTokens.verify(value, hmac)
                .flatMap(claims -> Expiry.of(claims).map(until -> new Cached(claims, until)));
    }
}
