package betterauth.jakarta.identity;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.UserSession;
import betterauth.jakarta.config.Profile;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps verified claims to a caller, and rejects a banned user. */
public final class ClaimsMapper {

    private final Roles roles;
    private final Profile profile;
    private final Clock clock;

    public ClaimsMapper(Roles roles, Profile profile, Clock clock) {
        this.roles = roles;
        this.profile = profile;
        this.clock = clock;
    }

    /** Maps by the rules of {@link Profile#BETTER_AUTH}. */
    public ClaimsMapper(Roles roles, Clock clock) {
        this(roles, Profile.BETTER_AUTH, clock);
    }

    /**
     * Maps the claims.
     *
     * @param id the user's id
     * @param claims what was verified about the user
     * @param session the session, or null for a token
     * @param rawToken the token as it was presented, or null where it is none
     */
    public Authentication identify(
            AuthenticationMethod method,
            String id,
            JsonObject claims,
            @Nullable UserSession session,
            @Nullable String rawToken) {
        return identify(method, id, claims, session, null, rawToken);
    }

    /**
     * Maps the claims of a client's access token.
     *
     * @param id the id of the user that the client acts for
     */
    public Authentication identifyByClient(
            String id, JsonObject claims, ClientGrant client, String rawToken) {
        return identify(AuthenticationMethod.ACCESS_TOKEN, id, claims, null, client, rawToken);
    }

    private Authentication identify(
            AuthenticationMethod method,
            String id,
            JsonObject claims,
            @Nullable UserSession session,
            @Nullable ClientGrant client,
            @Nullable String rawToken) {
        if (Ban.isInForce(claims, clock.instant())) {
            return new Authentication.Rejected(RefusalCode.USER_BANNED, "The user is banned");
        }
        boolean areUserFields =
                switch (method) {
                    case SESSION, API_KEY -> true;
                    case JWT, ACCESS_TOKEN, MP_JWT -> isWholeUser(claims);
                };
        Set<String> held = roles.of(claims, areUserFields);
        Identity identity = new Identity(method, id, held, claims, session, client);
        String name = rawToken == null ? id : CallerNames.name(profile, claims, id);
        return new Authentication.Verified(new UserPrincipal(identity, name, rawToken));
    }

    /**
     * Better Auth's default payload is the user with all fields, of which this one is always there.
     */
    private static boolean isWholeUser(JsonObject claims) {
        return claims.containsKey("emailVerified");
    }
}
