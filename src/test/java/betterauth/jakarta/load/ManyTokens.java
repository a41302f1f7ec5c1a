package betterauth.jakarta.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import betterauth.jakarta.run.BetterAuthServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Tokens as Better Auth issues them for ES256, each another, signed with its key. */
final class ManyTokens {

    private static final String ALGORITHM = "SHA256withPLAIN-ECDSA";
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private final List<String> tokens = new ArrayList<>();
    private final PublicKey key;

    ManyTokens(BetterAuthServer betterAuth, int number) {
        String[] parts = betterAuth.token("ada").split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        JsonObject row =
                betterAuth
                        .sql("select privateKey from jwks order by createdAt desc limit 1")
                        .getJsonObject(0);
        try {
            PublicJsonWebKey pair =
                    PublicJsonWebKey.Factory.newPublicJwk(row.getString("privateKey"));
            key = pair.getPublicKey();
            Signature signature = Signature.getInstance(ALGORITHM, PROVIDER);
            signature.initSign(pair.getPrivateKey());
            for (int i = 0; i < number; i++) {
                String signed =
                        parts[0] + '.' + encode("{\"jti\":\"" + i + "\"," + claims.substring(1));
                signature.update(signed.getBytes(UTF_8));
                tokens.add(
                        signed
                                + '.'
                                + Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(signature.sign()));
            }
        } catch (JoseException | GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Writes the values of as many {@code Authorization} headers. */
    Path headers(Path file, int number) {
        try {
            return Files.write(
                    file, tokens.stream().limit(number).map(token -> "Bearer " + token).toList());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The CPU time that the check of a signature alone takes, in microseconds, once warm. */
    double signatureMicros() {
        check();
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        check();
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        return nanos / 1000.0 / tokens.size();
    }

    private void check() {
        try {
            for (String token : tokens) {
                int end = token.lastIndexOf('.');
                Signature signature = Signature.getInstance(ALGORITHM, PROVIDER);
                signature.initVerify(key);
                signature.update(token.substring(0, end).getBytes(UTF_8));
                if (!signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)))) {
                    throw new IllegalStateException("A signature is invalid");
                }
            }
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
