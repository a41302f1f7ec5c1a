package betterauth.jakarta.it;

import betterauth.jakarta.run.BetterAuthServer;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Makes the tokens that Better Auth would never issue, signed with its own newest key. */
final class TokenForge {

    private final BetterAuthServer betterAuth;

    /** Better Auth makes its key when it signs its first token. */
    TokenForge(BetterAuthServer betterAuth) {
        this.betterAuth = betterAuth;
        betterAuth.token("ada");
    }

    /** Claims of an ordinary token, to be changed. */
    Map<String, Object> claims() {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iat", now);
        claims.put("exp", now + 900);
        claims.put("iss", betterAuth.url().toString());
        claims.put("aud", betterAuth.url().toString());
        claims.put("sub", "forged-user");
        claims.put("email", "forged@example.com");
        claims.put("role", "user");
        return claims;
    }

    Map<String, Object> claims(String name, Object value) {
        Map<String, Object> claims = claims();
        claims.put(name, value);
        return claims;
    }

    /** Signs with Better Auth's key; {@code header} replaces or, with null, removes members. */
    String sign(Map<String, Object> claims, Map<String, Object> header) {
        JsonObject row =
                betterAuth
                        .sql("select id, privateKey, alg from jwks order by createdAt desc limit 1")
                        .getJsonObject(0);
        try {
            PublicJsonWebKey key =
                    PublicJsonWebKey.Factory.newPublicJwk(row.getString("privateKey"));
            JsonWebSignature jws = new JsonWebSignature();
            jws.setDoKeyValidation(false);
            jws.setPayload(JsonUtil.toJson(claims));
            jws.setAlgorithmHeaderValue(row.getString("alg"));
            jws.setKeyIdHeaderValue(row.getString("id"));
            header.forEach(jws.getHeaders()::setObjectHeaderValue);
            jws.setKey(key.getPrivateKey());
            return jws.getCompactSerialization();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    String sign(Map<String, Object> claims) {
        return sign(claims, Map.of());
    }

    /** Signs with HMAC, whatever the bytes of the key are meant for. */
    static String hmac(Map<String, Object> claims, byte[] key, Map<String, Object> header) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setDoKeyValidation(false);
            jws.setPayload(JsonUtil.toJson(claims));
            jws.setAlgorithmHeaderValue("HS256");
            header.forEach(jws.getHeaders()::setObjectHeaderValue);
            jws.setKey(new HmacKey(key));
            return jws.getCompactSerialization();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
