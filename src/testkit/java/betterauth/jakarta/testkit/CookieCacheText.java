package betterauth.jakarta.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.Key;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Writes what a {@code session_data} cookie holds, in each form of Better Auth's cookie cache. */
final class CookieCacheText {

    private static final int KEY_BYTES = 64;

    private final CookieCache form;
    private final String secret;
    private final SigningKeys keys;
    private final String origin;

    CookieCacheText(CookieCache form, String secret, SigningKeys keys, String origin) {
        this.form = form;
        this.secret = secret;
        this.keys = keys;
        this.origin = origin;
    }

    /** Signs or encrypts a session and its user; the text is valid from one time to another. */
    String of(Map<String, ?> session, Map<String, ?> user, Instant now, Instant until) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("session", session);
        payload.put("user", user);
        payload.put("updatedAt", now.toEpochMilli());
        payload.put("version", "1");
        if (form == CookieCache.COMPACT) {
            return compact(payload, until.toEpochMilli());
        }
        if (form == CookieCache.JWKS) {
            payload.put("sid", session.get("token"));
        }
        payload.put("iat", now.getEpochSecond());
        payload.put("exp", until.getEpochSecond());
        return switch (form) {
            case JWT -> SigningKeys.hmac(secret, JsonText.of(payload));
            case JWE -> {
                payload.put("jti", UUID.randomUUID().toString());
                yield encrypted(JsonText.of(payload));
            }
            case JWKS -> {
                payload.put("iss", origin);
                payload.put("aud", "better-auth:session-cache");
                payload.put("sub", user.get("id"));
                yield keys.sign(payload, Map.of("typ", "better-auth.session-cache+jwt"));
            }
            case OFF, COMPACT -> throw new IllegalStateException("Not a token: " + form);
        };
    }

    private String compact(Map<String, ?> payload, long end) {
        String text = JsonText.of(payload);
        String signed = text.substring(0, text.length() - 1) + ",\"expiresAt\":" + end + "}";
        Map<String, Object> outer = new LinkedHashMap<>();
        outer.put("session", payload);
        outer.put("expiresAt", end);
        outer.put("signature", base64Url(Hmac.sign(secret, signed)));
        return base64Url(JsonText.of(outer).getBytes(UTF_8));
    }

    private String encrypted(String payload) {
        try {
            Key key = encryptionKey();
            JsonWebEncryption jwe = new JsonWebEncryption();
            jwe.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.DIRECT);
            jwe.setEncryptionMethodHeaderParameter(
                    ContentEncryptionAlgorithmIdentifiers.AES_256_CBC_HMAC_SHA_512);
            jwe.setKeyIdHeaderValue(
                    new OctetSequenceJsonWebKey(key)
                            .calculateBase64urlEncodedThumbprint("SHA-256"));
            jwe.setKey(key);
            jwe.setPayload(payload);
            return jwe.getCompactSerialization();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Key encryptionKey() {
        HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
        generator.init(
                new HKDFParameters(
                        secret.getBytes(UTF_8),
                        "better-auth-session".getBytes(UTF_8),
                        "BetterAuth.js Generated Encryption Key".getBytes(UTF_8)));
        byte[] bytes = new byte[KEY_BYTES];
        generator.generateBytes(bytes, 0, bytes.length);
        return new SecretKeySpec(bytes, "AES");
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
