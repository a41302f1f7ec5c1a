package betterauth.jakarta.dpop;

import static java.nio.charset.StandardCharsets.UTF_8;

import betterauth.jakarta.FuzzInput;
import betterauth.jakarta.config.JwsAlgorithm;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;

/** A DPoP proof as a client makes it, to be changed and signed. */
final class TestProof {

    static final String TOKEN = "header.claims.signature";
    static final String URI = "https://api.example.com/app/orders";

    private final PublicJsonWebKey key;
    private final JwsAlgorithm algorithm;
    private final Map<String, Object> header = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();

    private TestProof(PublicJsonWebKey key, JwsAlgorithm algorithm) {
        this.key = key;
        this.algorithm = algorithm;
    }

    /** A valid proof for {@code GET} of {@link #URI} with {@link #TOKEN}. */
    static TestProof of(PublicJsonWebKey key, JwsAlgorithm algorithm, Instant now) {
        return new TestProof(key, algorithm)
                .header("typ", "dpop+jwt")
                .header("alg", algorithm.label())
                .header("jwk", jwk(key))
                .claim("jti", "e1j3V_bKic8-LAEB")
                .claim("htm", "GET")
                .claim("htu", URI)
                .claim("iat", now.getEpochSecond())
                .claim("ath", hash(TOKEN));
    }

    static Map<String, Object> jwk(PublicJsonWebKey key) {
        return key.toParams(OutputControlLevel.PUBLIC_ONLY);
    }

    static String thumbprint(PublicJsonWebKey key) {
        return key.calculateBase64urlEncodedThumbprint("SHA-256");
    }

    static String hash(String token) {
        try {
            return FuzzInput.encode(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }

    /** With this member, or without it if it is null. */
    TestProof header(String name, Object value) {
        return set(header, name, value);
    }

    /** With this claim, or without it if it is null. */
    TestProof claim(String name, Object value) {
        return set(claims, name, value);
    }

    String sign() {
        return sign(JsonUtil.toJson(header), JsonUtil.toJson(claims), key, algorithm);
    }

    static String sign(String header, String claims, PublicJsonWebKey key, JwsAlgorithm algorithm) {
        String input =
                FuzzInput.encode(header.getBytes(UTF_8))
                        + "."
                        + FuzzInput.encode(claims.getBytes(UTF_8));
        try {
            Signature signature = signature(algorithm);
            signature.initSign(key.getPrivateKey());
            signature.update(input.getBytes(UTF_8));
            return input + "." + FuzzInput.encode(signature.sign());
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Signature signature(JwsAlgorithm algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case EDDSA -> Signature.getInstance("Ed25519");
            case ES256 -> Signature.getInstance("SHA256withECDSAinP1363Format");
            case ES512 -> Signature.getInstance("SHA512withECDSAinP1363Format");
            case PS256 -> pss();
            case RS256 -> Signature.getInstance("SHA256withRSA");
            case HS256 -> throw new IllegalArgumentException("Not a signature");
        };
    }

    private static Signature pss() throws GeneralSecurityException {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(
                new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        return signature;
    }

    private TestProof set(Map<String, Object> members, String name, Object value) {
        if (value == null) {
            members.remove(name);
        } else {
            members.put(name, value);
        }
        return this;
    }
}
