package betterauth.jakarta.token;

import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.jose.SignatureProvider;
import betterauth.jakarta.keys.KeySet;
import betterauth.jakarta.keys.KeySetReader;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Keys made at run time, and tokens signed with them. */
public final class TestKeys {

    private TestKeys() {}

    public static PublicJsonWebKey generate(JwsAlgorithm algorithm, String keyId) {
        try {
            PublicJsonWebKey key =
                    switch (algorithm) {
                        case EDDSA -> OkpJwkGenerator.generateJwk("Ed25519");
                        case ES256 -> EcJwkGenerator.generateJwk(EllipticCurves.P256);
                        case ES512 -> EcJwkGenerator.generateJwk(EllipticCurves.P521);
                        case PS256, RS256 -> RsaJwkGenerator.generateJwk(2048);
                        case HS256 -> throw new IllegalArgumentException("Not a key pair");
                    };
            key.setKeyId(keyId);
            return key;
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The JWKS that publishes these keys. */
    public static String jwks(PublicJsonWebKey... keys) {
        return Stream.of(keys)
                .map(key -> key.toJson(OutputControlLevel.PUBLIC_ONLY))
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    /** The public JWK with members added, or with null removed. */
    public static String jwk(PublicJsonWebKey key, Map<String, Object> changes) {
        Map<String, Object> parameters = key.toParams(OutputControlLevel.PUBLIC_ONLY);
        parameters.putAll(changes);
        parameters.values().removeIf(java.util.Objects::isNull);
        return "{\"keys\":[" + JsonUtil.toJson(parameters) + "]}";
    }

    public static KeySet keySet(PublicJsonWebKey... keys) {
        return read(jwks(keys));
    }

    public static KeySet read(String text) {
        try {
            return new KeySetReader(SignatureProvider.named("BC")).read(text);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public static String sign(
            PublicJsonWebKey key, String algorithm, String payload, Map<String, Object> header) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setPayload(payload);
            jws.setAlgorithmHeaderValue(algorithm);
            jws.setKeyIdHeaderValue(key.getKeyId());
            header.forEach(jws.getHeaders()::setObjectHeaderValue);
            jws.setKey(key.getPrivateKey());
            jws.setDoKeyValidation(false);
            return jws.getCompactSerialization();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    public static List<JwsAlgorithm> asymmetric() {
        return Stream.of(JwsAlgorithm.values()).filter(a -> a != JwsAlgorithm.HS256).toList();
    }
}
