package betterauth.jakarta.it;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads a JSON Web Token without verifying it. */
final class JwtText {

    private JwtText() {}

    static JsonObject claims(String token) {
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return Api.json(new String(payload, StandardCharsets.UTF_8));
    }
}
