package betterauth.jakarta.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A key pair by which tokens are signed; its public half is published. */
final class SigningKey {

    /** The members in the order in which Better Auth publishes them. */
    private static final List<String> PUBLISHED = List.of("crv", "x", "kty", "y", "n", "e");

    private static final List<String> PUBLISHED_EC = List.of("crv", "kty", "x", "y");
    private static final List<String> PUBLISHED_RSA = List.of("kty", "n", "e");

    private final String id = RandomText.id();
    private final TokenAlgorithm algorithm;
    private final PublicJsonWebKey pair;

    SigningKey(TokenAlgorithm algorithm) {
        this.algorithm = algorithm;
        try {
            this.pair =
                    switch (algorithm) {
                        case EDDSA -> OkpJwkGenerator.generateJwk("Ed25519");
                        case ES256 -> EcJwkGenerator.generateJwk(EllipticCurves.P256);
                        case ES512 -> EcJwkGenerator.generateJwk(EllipticCurves.P521);
                        case PS256, RS256 -> RsaJwkGenerator.generateJwk(2048);
                        case HS256 ->
                                throw new IllegalArgumentException("HS256 has no key to publish");
                    };
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    String id() {
        return id;
    }

    /** The key as the key set has it. */
    Map<String, Object> published() {
        Map<String, Object> members = pair.toParams(OutputControlLevel.PUBLIC_ONLY);
        Map<String, Object> published = new LinkedHashMap<>();
        published.put("alg", algorithm.label());
        for (String name : order()) {
            if (members.containsKey(name)) {
                published.put(name, members.get(name));
            }
        }
        published.put("kid", id);
        return published;
    }

    /**
     * Signs a payload.
     *
     * @param header members that follow {@code alg} and {@code kid}
     */
    String sign(String payload, Map<String, String> header) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setPayload(payload);
            jws.setAlgorithmHeaderValue(algorithm.label());
            jws.setKeyIdHeaderValue(id);
            header.forEach(jws::setHeader);
            jws.setKey(pair.getPrivateKey());
            return jws.getCompactSerialization();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }

    private List<String> order() {
        return switch (algorithm) {
            case ES256, ES512 -> PUBLISHED_EC;
            case PS256, RS256 -> PUBLISHED_RSA;
            case EDDSA, HS256 -> PUBLISHED;
        };
    }
}
