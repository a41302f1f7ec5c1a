package betterauth.jakarta.identity;

import betterauth.jakarta.AuthenticationMethod;
import jakarta.json.Json;
import jakarta.json.JsonObject;

/** Maps a session and its user to a caller whose claims are the user's fields, as in a token. */
public final class SessionClaims {

    private final ClaimsMapper identities;
    private final String issuer;

    public SessionClaims(ClaimsMapper identities, String issuer) {
        this.identities = identities;
        this.issuer = issuer;
    }

    public Authentication identify(AuthenticationMethod method, SessionData data) {
        JsonObject claims =
                Json.createObjectBuilder(data.user())
                        .add("iss", issuer)
                        .add("sub", data.userId())
                        .add("exp", data.expiresAt().getEpochSecond())
                        .add("sid", data.sessionId())
                        .build();
        // An API key is no session: what Better Auth answers as one only stands for the key.
        return identities.identify(
                method,
                data.userId(),
                claims,
                method == AuthenticationMethod.API_KEY ? null : data.session(),
                null);
    }
}
