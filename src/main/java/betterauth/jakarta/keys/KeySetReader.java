package betterauth.jakarta.keys;

import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.KeySettings;
import betterauth.jakarta.jose.JsonText;
import betterauth.jakarta.jose.SignatureProvider;
import betterauth.jakarta.jose.VerificationKey;
import betterauth.jakarta.jose.VerificationKeys;
import betterauth.jakarta.observe.Loggers;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Reads public keys written as JWKS, JWK (RFC 7517) or PEM, or as base64 or base64url of either
 * JSON form.
 */
public final class KeySetReader {

    public static final int MAXIMUM_KEYS = 32;

    private static final System.Logger LOG = Loggers.keys();

    private final VerificationKeys keys;

    public KeySetReader(SignatureProvider provider, int leastRsaBits) {
        this.keys = new VerificationKeys(provider, leastRsaBits);
    }

    /** Reads RSA keys of 2048 bits and more. */
    public KeySetReader(SignatureProvider provider) {
        this(provider, KeySettings.LEAST_RSA_BITS);
    }

    /**
     * Reads a text in any of the forms of MicroProfile JWT 2.1, section 9.2.2. Keys that cannot
     * verify here (private, symmetric, of an unknown type, too short, for encryption) are left out.
     *
     * @throws IOException if the text is none of the forms, or has more than 32 keys
     */
    public KeySet read(String text) throws IOException {
        String stripped = text.strip();
        if (stripped.startsWith("-----BEGIN")) {
            return readPem(stripped);
        }
        if (stripped.startsWith("{")) {
            return readJson(stripped);
        }
        return readJson(
                KeyText.decode(stripped)
                        .orElseThrow(
                                () -> new IOException("Keys are neither JSON nor PEM nor base64")));
    }

    private KeySet readPem(String text) throws IOException {
        try (PemReader reader = new PemReader(new StringReader(text))) {
            PemObject pem = reader.readPemObject();
            if (pem == null || !pem.getType().equals("PUBLIC KEY")) {
                throw new IOException("PEM is not a PUBLIC KEY");
            }
            return new KeySet(
                    List.of(keys.make(null, pem.getContent(), Set.of(JwsAlgorithm.values()))));
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            throw new IOException("PEM contains no usable public key", unusable);
        }
    }

    private KeySet readJson(String text) throws IOException {
        // Our own parser refuses what is no strict JSON; jose4j then makes the keys.
        if (JsonText.parseObject(text).isEmpty()) {
            throw new IOException("Keys are not a JSON object");
        }
        try {
            var json = JsonUtil.parseJson(text);
            List<?> jwks = members(json);
            if (jwks.size() > MAXIMUM_KEYS) {
                throw new IOException("Keys are more than " + MAXIMUM_KEYS);
            }
            List<VerificationKey> usable = new ArrayList<>();
            for (Object jwk : jwks) {
                readJwk(jwk).ifPresent(usable::add);
            }
            return new KeySet(usable);
        } catch (JoseException | ClassCastException malformed) {
            throw new IOException("Keys are no JWK set", malformed);
        }
    }

    /** An object that is neither a set nor a key is some other answer, and no set without keys. */
    private static List<?> members(Map<String, Object> json) throws IOException {
        if (json.get("keys") instanceof List<?> list) {
            return list;
        }
        if (json.containsKey("keys") || !json.containsKey("kty")) {
            throw new IOException("Keys are no JWK set");
        }
        return List.of(json);
    }

    private Optional<VerificationKey> readJwk(Object member) {
        try {
            if (member instanceof Map<?, ?> map) {
                @SuppressWarnings("unchecked") // JSON names are strings
                var parameters = (Map<String, Object>) map;
                if (JsonWebKey.Factory.newJwk(parameters) instanceof PublicJsonWebKey jwk) {
                    PublicKey key = jwk.getPublicKey();
                    return Optional.of(keys.make(jwk.getKeyId(), key.getEncoded(), permitted(jwk)));
                }
            }
        } catch (JoseException | GeneralSecurityException | RuntimeException unusable) {
            LOG.log(System.Logger.Level.DEBUG, "Key of the set is left out", unusable);
        }
        return Optional.empty();
    }

    /**
     * What the JWK's own {@code use}, {@code key_ops} and {@code alg} leave (RFC 7517, section 4).
     */
    private static Set<JwsAlgorithm> permitted(PublicJsonWebKey jwk) {
        boolean signs = jwk.getUse() == null || jwk.getUse().equals("sig");
        boolean verifies = jwk.getKeyOps() == null || jwk.getKeyOps().contains("verify");
        if (!signs || !verifies) {
            return Set.of();
        }
        if (jwk.getAlgorithm() == null) {
            return Set.of(JwsAlgorithm.values());
        }
        return JwsAlgorithm.named(jwk.getAlgorithm()).map(Set::of).orElse(Set.of());
    }
}
