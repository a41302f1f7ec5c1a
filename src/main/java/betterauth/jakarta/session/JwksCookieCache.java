package betterauth.jakarta.session;

import betterauth.jakarta.token.SessionCacheTokens;
import jakarta.json.JsonObject;
import java.util.Optional;

/** The form {@code jwks}: a JWS by the published keys, bound to its user and session. */
final class JwksCookieCache implements CookieCache {

    private final SessionCacheTokens tokens;

    JwksCookieCache(SessionCacheTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Optional<Cached> open(String value) {
        return tokens.verify(value)
                .filter(token -> isBound(token.claims()))
                .map(token -> new Cached(token.claims(), token.until(), token.isKeyCurrent()));
    }

    /** {@code sub} and {@code sid} repeat what the payload says. */
    private static boolean isBound(JsonObject claims) {
        return SessionData.of(claims)
                .filter(data -> data.userId().equals(claims.getString("sub", "")))
                .filter(data -> data.isNamedBy(claims.getString("sid", "")))
                .isPresent();
    }
}
