package betterauth.jakarta.testkit;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A client's key, to which access tokens are bound (RFC 9449). */
final class ProofKey {

    private final PublicJsonWebKey pair;

    ProofKey() {
        try {
            pair = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The {@code jkt} of tokens that are bound to it. */
    String thumbprint() {
        return pair.calculateBase64urlEncodedThumbprint("SHA-256");
    }

    /** A proof for one request. */
    String proof(String method, URI url, String accessToken, Instant issuedAt) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("jti", RandomText.id());
        claims.put("htm", method);
        claims.put("htu", url.toString());
        claims.put("iat", issuedAt.getEpochSecond());
        claims.put("ath", hash(accessToken));
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(JsonText.of(claims));
        jws.setAlgorithmHeaderValue(TokenAlgorithm.ES256.label());
        jws.setHeader("typ", "dpop+jwt");
        jws.getHeaders().setObjectHeaderValue("jwk", pair.toParams(OutputControlLevel.PUBLIC_ONLY));
        jws.setKey(pair.getPrivateKey());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String hash(String text) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return "ProofKey[" + thumbprint() + "]";
    }
}
