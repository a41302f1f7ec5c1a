package betterauth.jakarta.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Keys whose owner is hostile, and tokens of any text, signed with them. */
final class HostileTokens {

    private final String issuer;
    private final Map<String, KeyPair> keys = new LinkedHashMap<>();

    HostileTokens(String issuer) {
        this.issuer = issuer;
        keys.put("EdDSA", pair("Ed25519", null));
        keys.put("ES256", pair("EC", "secp256r1"));
        keys.put("ES512", pair("EC", "secp521r1"));
        keys.put("RS256", pair("RSA", null));
        keys.put("PS256", pair("RSA", null));
    }

    /** The key set; each key's id is the algorithm that it is for. */
    String jwks() {
        return keys.entrySet().stream()
                .map(entry -> jwk(entry.getKey()))
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    /** The public key as a JWK. */
    String jwk(String algorithm) {
        try {
            PublicJsonWebKey jwk =
                    PublicJsonWebKey.Factory.newPublicJwk(keys.get(algorithm).getPublic());
            jwk.setKeyId(algorithm);
            jwk.setAlgorithm(algorithm);
            return jwk.toJson(OutputControlLevel.PUBLIC_ONLY);
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    byte[] publicKey(String algorithm) {
        return keys.get(algorithm).getPublic().getEncoded();
    }

    static String header(String algorithm) {
        return "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + algorithm + "\"}";
    }

    /** Good claims, which end in this member. */
    String claims(String lastMember) {
        long now = Instant.now().getEpochSecond();
        return "{\"iat\":%d,\"exp\":%d,\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"%s\"%s}"
                .formatted(
                        now,
                        now + 900,
                        issuer,
                        issuer,
                        Attack.MARK,
                        lastMember.isEmpty() ? "" : "," + lastMember);
    }

    /** Good claims, one of them replaced or, by an empty value, left out. */
    String claimsWith(String name, String value) {
        String without = claims("").replaceAll("\"" + name + "\":(\"[^\"]*\"|\\d+),?", "");
        String body = without.substring(1, without.length() - 1).replaceAll(",$", "");
        return "{" + body + (value.isEmpty() ? "" : ",\"" + name + "\":" + value) + "}";
    }

    /** A token that holds, for the algorithm. */
    String good(String algorithm) {
        return signed(algorithm, header(algorithm), claims(""));
    }

    /** A token of this header and these claims, signed with the algorithm's key. */
    String signed(String algorithm, String header, String claims) {
        String input = encoded(header) + "." + encoded(claims);
        return input + "." + encoded(signature(algorithm, input));
    }

    static String encoded(String text) {
        return encoded(text.getBytes(UTF_8));
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String hmac(String algorithm, byte[] key, String header, String claims) {
        String input = encoded(header) + "." + encoded(claims);
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return input + "." + encoded(mac.doFinal(input.getBytes(ISO_8859_1)));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private byte[] signature(String algorithm, String input) {
        try {
            Signature signature =
                    switch (algorithm) {
                        case "EdDSA" -> Signature.getInstance("Ed25519");
                        case "ES256" -> Signature.getInstance("SHA256withECDSAinP1363Format");
                        case "ES512" -> Signature.getInstance("SHA512withECDSAinP1363Format");
                        case "PS256" -> Signature.getInstance("RSASSA-PSS");
                        default -> Signature.getInstance("SHA256withRSA");
                    };
            if (algorithm.equals("PS256")) {
                signature.setParameter(
                        new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(keys.get(algorithm).getPrivate());
            signature.update(input.getBytes(ISO_8859_1));
            return signature.sign();
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static KeyPair pair(String type, String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
            if (curve != null) {
                generator.initialize(new ECGenParameterSpec(curve));
            } else if (type.equals("RSA")) {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
