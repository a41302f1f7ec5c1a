package betterauth.jakarta.session.cookie;

import betterauth.jakarta.identity.SessionData;
import betterauth.jakarta.token.SessionCacheTokens;
import betterauth.jakarta.token.Verification;
import jakarta.json.JsonObject;
import java.util.Optional;

/** The strategy {@code jwks}: a JWS by the published keys, bound to its user and session. */
public final class JwksStrategy implements CookieCacheStrategy {

    private final SessionCacheTokens tokens;

    public JwksStrategy(SessionCacheTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Optional<Verification.Valid> open(String value) {
        return tokens.verify(value).filter(token -> isBound(token.claims()));
    }

    /** {@code sub} and {@code sid} repeat what the payload says. */
    private static boolean isBound(JsonObject claims) {
        return SessionData.of(claims)
                .filter(data -> data.userId().equals(claims.getString("sub", "")))
                .filter(data -> data.isNamedBy(claims.getString("sid", "")))
                .isPresent();
    }
}
