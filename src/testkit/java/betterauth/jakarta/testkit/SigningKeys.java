package betterauth.jakarta.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/**
 * The keys of an issuer. The newest signs. As in Better Auth the first key is made when it is first
 * needed, and rotation keeps the old keys published. Safe for use by many threads.
 */
final class SigningKeys {

    private final String hmacSecret;
    private final List<SigningKey> keys = new ArrayList<>();
    private TokenAlgorithm algorithm;

    SigningKeys(TokenAlgorithm algorithm, String hmacSecret) {
        this.algorithm = algorithm;
        this.hmacSecret = hmacSecret;
    }

    /** Makes a new key, which signs from now on. */
    synchronized void rotate(TokenAlgorithm next) {
        algorithm = next;
        if (next != TokenAlgorithm.HS256) {
            keys.add(new SigningKey(next));
        }
    }

    synchronized TokenAlgorithm algorithm() {
        return algorithm;
    }

    /** No longer publishes the keys before the newest. */
    synchronized void retireOld() {
        if (keys.size() > 1) {
            keys.subList(0, keys.size() - 1).clear();
        }
    }

    /** The key set (RFC 7517, section 5). */
    synchronized String published() {
        makeFirst();
        return JsonText.of(Map.of("keys", keys.stream().map(SigningKey::published).toList()));
    }

    /** Signs claims by the newest key, or by the secret. */
    synchronized String sign(Map<String, Object> claims, Map<String, String> header) {
        String payload = JsonText.of(claims);
        if (algorithm == TokenAlgorithm.HS256) {
            return hmac(hmacSecret, payload);
        }
        makeFirst();
        return keys.get(keys.size() - 1).sign(payload, header);
    }

    private void makeFirst() {
        if (keys.isEmpty() && algorithm != TokenAlgorithm.HS256) {
            keys.add(new SigningKey(algorithm));
        }
    }

    /** A token with HS256, whose header is {@code alg} alone. */
    static String hmac(String secret, String payload) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setPayload(payload);
            jws.setAlgorithmHeaderValue(TokenAlgorithm.HS256.label());
            jws.setKey(new HmacKey(secret.getBytes(UTF_8)));
            return jws.getCompactSerialization();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
