package betterauth.jakarta.caller;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.JwtSettings;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.JsonValues;
import betterauth.jakarta.token.UserTokenType;
import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Tokens that the server's own MicroProfile JWT has verified, as callers of ours. Servers check
 * less than this: some do not look at {@code typ}, and by the keys of its access tokens Better Auth
 * signs cookies, ID tokens and logout tokens, too.
 */
public final class ContainerTokens {

    private final JwtSettings settings;
    private final ClaimsMapper identities;

    public ContainerTokens(JwtSettings settings, ClaimsMapper identities) {
        this.settings = settings;
        this.identities = identities;
    }

    /** The caller: roles and bans are read as they are from a token that the module verified. */
    Authentication identify(JsonWebToken token) {
        String raw = token.getRawToken();
        if (raw == null || !UserTokenType.isOf(raw, token.containsClaim("client_id"))) {
            return invalid("The token's typ is not that of an access token");
        }
        if (!settings.issuer().equals(token.getIssuer())) {
            return invalid("The token's iss is not the expected issuer");
        }
        Set<String> audience = token.getAudience();
        if (audience == null || Collections.disjoint(audience, settings.audiences())) {
            return invalid("The token's aud names none of the expected audiences");
        }
        String subject = token.getSubject();
        if (subject == null || subject.isBlank()) {
            return invalid("The token names no subject");
        }
        return identities.identify(AuthenticationMethod.MP_JWT, subject, claims(token), null, raw);
    }

    private static Authentication invalid(String detail) {
        return new Rejected(RefusalCode.INVALID_TOKEN, detail);
    }

    /** The claims as JSON; servers give them as strings, numbers, sets, maps or JSON values. */
    private static JsonObject claims(JsonWebToken token) {
        Map<String, Object> claims = new LinkedHashMap<>();
        for (String name : token.getClaimNames()) {
            Object value = token.getClaim(name);
            if (value != null && !name.equals(Claims.raw_token.name())) {
                claims.put(name, value);
            }
        }
        return JsonValues.JSON.createObjectBuilder(claims).build();
    }
}
