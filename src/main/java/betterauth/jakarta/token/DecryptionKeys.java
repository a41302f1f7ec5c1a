package betterauth.jakarta.token;

import betterauth.jakarta.keys.KeyText;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** The RSA private keys of encrypted tokens, by their ids. */
final class DecryptionKeys {

    private final List<Key> keys;

    private record Key(@Nullable String id, PrivateKey key) {}

    private DecryptionKeys(List<Key> keys) {
        this.keys = keys;
    }

    /**
     * Reads PKCS#8 PEM, a JWK or a JWKS (RFC 7517), or base64 or base64url of either JSON form.
     *
     * @throws IOException if the text is none of these or contains no RSA private key
     */
    static DecryptionKeys read(String text) throws IOException {
        String stripped = text.strip();
        try {
            List<Key> keys =
                    stripped.startsWith("-----BEGIN")
                            ? List.of(new Key(null, pem(stripped)))
                            : jwks(stripped);
            if (keys.isEmpty()) {
                throw new IOException("There is no RSA private key");
            }
            return new DecryptionKeys(keys);
        } catch (GeneralSecurityException | JoseException | RuntimeException unusable) {
            throw new IOException("There is no usable private key", unusable);
        }
    }

    /** The key of this id, or the only one where the token or the key has none. */
    Optional<PrivateKey> find(@Nullable String id) {
        if (keys.size() == 1 && (id == null || keys.get(0).id() == null)) {
            return Optional.of(keys.get(0).key());
        }
        return keys.stream()
                .filter(key -> id != null && id.equals(key.id()))
                .map(Key::key)
                .findFirst();
    }

    private static PrivateKey pem(String text) throws IOException, GeneralSecurityException {
        try (PemReader reader = new PemReader(new StringReader(text))) {
            PemObject pem = reader.readPemObject();
            if (pem == null || !pem.getType().equals("PRIVATE KEY")) {
                throw new IOException("PEM is not a PRIVATE KEY");
            }
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(pem.getContent()));
        }
    }

    private static List<Key> jwks(String text) throws JoseException {
        String json = text.startsWith("{") ? text : KeyText.decode(text).orElse(text);
        List<JsonWebKey> members =
                json.contains("\"keys\"")
                        ? new JsonWebKeySet(json).getJsonWebKeys()
                        : List.of(JsonWebKey.Factory.newJwk(json));
        List<Key> keys = new ArrayList<>();
        for (JsonWebKey member : members) {
            if (member instanceof PublicJsonWebKey pair
                    && pair.getPrivateKey() instanceof RSAPrivateKey key) {
                keys.add(new Key(pair.getKeyId(), key));
            }
        }
        return keys;
    }
}
