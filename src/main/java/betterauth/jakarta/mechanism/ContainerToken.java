package betterauth.jakarta.mechanism;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Identities;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** A token that the server's own MicroProfile JWT has verified, as a caller of ours. */
final class ContainerToken {

    private ContainerToken() {}

    /** Who is meant: roles and bans are read as they are of a token that the module verified. */
    static Authentication identify(JsonWebToken token, Identities identities) {
        String subject = token.getSubject();
        if (subject == null || subject.isBlank()) {
            return new Rejected(RefusalCode.INVALID_TOKEN, "The token names no subject");
        }
        return identities.identify(
                AuthenticationMethod.MP_JWT, subject, claims(token), null, token.getRawToken());
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
        return Json.createObjectBuilder(claims).build();
    }
}
