package betterauth.jakarta.jose;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.config.JwsAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureSpi;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationKeyTest {

    private static final byte[] INPUT = "input".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "EDDSA, Ed25519, Ed25519",
        "ES256, EC, SHA256withECDSAinP1363Format",
        "ES512, EC, SHA512withECDSAinP1363Format",
        "RS256, RSA, SHA256withRSA",
        "PS256, RSA, RSASSA-PSS"
    })
    void verifiesAsBeforeOnceItIsPrepared(JwsAlgorithm algorithm, String type, String signature)
            throws Exception {
        KeyPair pair = pair(algorithm, type);
        VerificationKey key =
                new VerificationKey(
                        null, Set.of(algorithm), pair.getPublic(), SignatureProvider.named("BC"));

        key.prepare(algorithm);

        byte[] signed = sign(algorithm, signature, pair.getPrivate());
        assertThat(key.verifies(algorithm, INPUT, signed)).isTrue();
        assertThat(key.verifies(algorithm, new byte[1], signed)).isFalse();
    }

    @Test
    void checksOneSignatureToPrepareAKey() throws Exception {
        CountingSignature.CHECKS.set(0);

        counted().prepare(JwsAlgorithm.EDDSA);

        assertThat(CountingSignature.CHECKS).hasValue(1);
    }

    @Test
    void isPreparedWhereTheProviderFails() throws Exception {
        CountingSignature.CHECKS.set(-1);

        counted().prepare(JwsAlgorithm.EDDSA);

        assertThat(CountingSignature.CHECKS).hasValue(0);
    }

    private static VerificationKey counted() throws GeneralSecurityException {
        Provider provider = new Counting();
        Security.addProvider(provider);
        try {
            return new VerificationKey(
                    null,
                    Set.of(JwsAlgorithm.EDDSA),
                    pair(JwsAlgorithm.EDDSA, "Ed25519").getPublic(),
                    SignatureProvider.named(provider.getName()));
        } finally {
            Security.removeProvider(provider.getName());
        }
    }

    private static KeyPair pair(JwsAlgorithm algorithm, String type)
            throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
        if (type.equals("EC")) {
            generator.initialize(
                    new ECGenParameterSpec(
                            algorithm == JwsAlgorithm.ES256 ? "secp256r1" : "secp521r1"));
        }
        return generator.generateKeyPair();
    }

    private static byte[] sign(JwsAlgorithm algorithm, String name, PrivateKey key)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance(name);
        if (algorithm == JwsAlgorithm.PS256) {
            signature.setParameter(
                    new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        signature.initSign(key);
        signature.update(INPUT);
        return signature.sign();
    }

    /** A provider that counts the checks. */
    private static final class Counting extends Provider {

        private static final long serialVersionUID = 1L;

        Counting() {
            super("Counting", "1", "");
            put("Signature.Ed25519", CountingSignature.class.getName());
        }
    }

    /** Finds no signature valid, and fails at the check before the first. */
    public static final class CountingSignature extends SignatureSpi {

        static final AtomicInteger CHECKS = new AtomicInteger();

        @Override
        protected void engineInitVerify(PublicKey key) {}

        @Override
        protected void engineInitSign(PrivateKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineUpdate(byte octet) {}

        @Override
        protected void engineUpdate(byte[] octets, int offset, int length) {}

        @Override
        protected byte[] engineSign() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            if (CHECKS.incrementAndGet() == 0) {
                throw new IllegalStateException("No hardware");
            }
            return false;
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
