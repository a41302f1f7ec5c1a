package betterauth.jakarta.identity;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.UserSession;
import jakarta.json.JsonObjectBuilder;
import java.util.Set;

/** Maps a session and its user to a caller whose claims are the user's fields, as in a token. */
public final class SessionClaims {

    /** A user's own fields of these names are none of the session's. */
    private static final Set<String> OF_SESSION = Set.of("exp", "sid");

    private final ClaimsMapper identities;
    private final String issuer;

    public SessionClaims(ClaimsMapper identities, String issuer) {
        this.identities = identities;
        this.issuer = issuer;
    }

    public Authentication identify(AuthenticationMethod method, SessionData data) {
        JsonObjectBuilder claims = JsonValues.JSON.createObjectBuilder();
        data.user()
                .forEach(
                        (name, value) -> {
                            if (!OF_SESSION.contains(name)) {
                                claims.add(name, value);
                            }
                        });
        claims.add("iss", issuer).add("sub", data.userId());
        UserSession session = data.session();
        if (session != null) {
            claims.add("exp", session.expiresAt().getEpochSecond()).add("sid", session.id());
        }
        // An API key is no session: what Better Auth answers as one only stands for the key.
        return identities.identify(
                method,
                data.userId(),
                claims.build(),
                method == AuthenticationMethod.API_KEY ? null : session,
                null);
    }
}
