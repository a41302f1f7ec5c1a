package betterauth.jakarta.run;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** A client's key to which Better Auth binds tokens (RFC 9449). */
public final class DpopKey {

    private final PublicJsonWebKey key;

    public DpopKey() {
        try {
            key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The {@code cnf.jkt} of a token that is bound to this key. */
    public String thumbprint() {
        return key.calculateBase64urlEncodedThumbprint("SHA-256");
    }

    /** A proof for one request, without a token: the token is asked for. */
    public String proof(String method, URI url) {
        return proof(method, url, null);
    }

    /**
     * A proof for one request with an access token.
     *
     * @param url is taken as it is, so without query for a proof that is accepted
     */
    public String proof(String method, URI url, @Nullable String accessToken) {
        JwtClaims claims = new JwtClaims();
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setStringClaim("htm", method);
        claims.setStringClaim("htu", url.toString());
        claims.setClaim("iat", Instant.now().getEpochSecond());
        if (accessToken != null) {
            claims.setStringClaim("ath", hash(accessToken));
        }
        JsonWebSignature proof = new JsonWebSignature();
        proof.setPayload(claims.toJson());
        proof.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        proof.getHeaders().setObjectHeaderValue("typ", "dpop+jwt");
        proof.getHeaders()
                .setObjectHeaderValue("jwk", key.toParams(OutputControlLevel.PUBLIC_ONLY));
        proof.setKey(key.getPrivateKey());
        try {
            return proof.getCompactSerialization();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String hash(String accessToken) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
