package betterauth.jakarta.introspection.http;

import betterauth.jakarta.config.IntrospectionSettings;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.SettingsException;
import betterauth.jakarta.jose.KeyType;
import betterauth.jakarta.keys.KeyFile;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The private key by which this API authenticates as a client.
 *
 * @param id the {@code kid}; null if the key has none
 * @param algorithm the {@code alg} of its signatures
 */
record ClientKey(@Nullable String id, String algorithm, PrivateKey key) {

    /**
     * Reads the key that the settings name: PKCS#8 PEM or a JWK, and of a type by which Better Auth
     * verifies.
     *
     * @throws SettingsException if there is no such key, or it cannot sign
     */
    static ClientKey read(String location) {
        String text = KeyFile.read(IntrospectionSettings.CLIENT_KEY, location).strip();
        try {
            ClientKey key = text.startsWith("-----BEGIN") ? pem(text) : jwk(text);
            key.sign("{}");
            return key;
        } catch (IOException | GeneralSecurityException | JoseException | RuntimeException no) {
            throw new SettingsException(
                    IntrospectionSettings.CLIENT_KEY
                            + " must name a private key as PKCS#8 PEM or JWK, of type RSA with 2048"
                            + " bits or more, P-256, P-521 or Ed25519: "
                            + location);
        }
    }

    /** A signed JSON Web Token with this payload. */
    String sign(String payload) throws JoseException {
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(payload);
        token.setAlgorithmHeaderValue(algorithm);
        if (id != null) {
            token.setKeyIdHeaderValue(id);
        }
        token.setKey(key);
        return token.getCompactSerialization();
    }

    private static ClientKey pem(String text) throws IOException, GeneralSecurityException {
        try (PemReader reader = new PemReader(new StringReader(text))) {
            PemObject pem = reader.readPemObject();
            if (pem == null || !pem.getType().equals("PRIVATE KEY")) {
                throw new IOException("PEM is not a PRIVATE KEY");
            }
            KeyType type =
                    type(PrivateKeyInfo.getInstance(pem.getContent()).getPrivateKeyAlgorithm());
            PrivateKey key =
                    KeyFactory.getInstance(type.keyFactory())
                            .generatePrivate(new PKCS8EncodedKeySpec(pem.getContent()));
            return new ClientKey(null, algorithm(type, null), key);
        }
    }

    private static ClientKey jwk(String text) throws JoseException, IOException {
        PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(text);
        KeyType type =
                type(
                        SubjectPublicKeyInfo.getInstance(jwk.getPublicKey().getEncoded())
                                .getAlgorithm());
        return new ClientKey(
                jwk.getKeyId(), algorithm(type, jwk.getAlgorithm()), jwk.getPrivateKey());
    }

    private static KeyType type(AlgorithmIdentifier identifier) throws IOException {
        return KeyType.of(identifier)
                .orElseThrow(() -> new IOException("Key type is not supported"));
    }

    /** What the JWK itself names, or the most usual one of its type. */
    private static String algorithm(KeyType type, @Nullable String named) throws IOException {
        JwsAlgorithm algorithm =
                named == null
                        ? type.verifies().stream().max(Enum::compareTo).orElseThrow()
                        : JwsAlgorithm.named(named).orElse(null);
        if (algorithm == null || !type.verifies().contains(algorithm)) {
            throw new IOException("Algorithm does not fit the key");
        }
        return algorithm.label();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ClientKey[" + algorithm + "]";
    }
}
