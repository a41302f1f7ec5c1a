package betterauth.jakarta.dpop;

import betterauth.jakarta.config.JwsAlgorithm;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The public key in a proof's header, by those members that say which key it is.
 *
 * @param thumbprint the SHA-256 of these members (RFC 7638), base64url
 * @param members these members
 */
record ProofKey(String thumbprint, Map<String, String> members) {

    /** What is in private and in symmetric keys only (RFC 7518, section 6; RFC 8037). */
    private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private static final Map<String, List<String>> MEMBERS =
            Map.of(
                    "EC", List.of("crv", "kty", "x", "y"),
                    "OKP", List.of("crv", "kty", "x"),
                    "RSA", List.of("e", "kty", "n"));

    /** An RSA modulus of 4096 bits: longer ones cost whoever verifies too much. */
    private static final int LONGEST_MEMBER = 683;

    /** 32 bits: a long exponent makes a check as slow as a signature. */
    private static final int LONGEST_EXPONENT = 6;

    /** So no value needs an escape in JSON. */
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]+");

    ProofKey {
        members = Map.copyOf(members);
    }

    /** Whether the JWK contains a member of a private or symmetric key. */
    static boolean isPrivate(JsonObject jwk) {
        return PRIVATE.stream().anyMatch(jwk::containsKey);
    }

    /** The key; empty if it is no public key of an elliptic curve or of RSA. */
    static Optional<ProofKey> of(JsonObject jwk) {
        List<String> names = MEMBERS.get(text(jwk, "kty"));
        if (names == null) {
            return Optional.empty();
        }
        Map<String, String> members = new LinkedHashMap<>();
        names.forEach(name -> members.put(name, text(jwk, name)));
        boolean isUsable =
                members.values().stream()
                        .allMatch(
                                value ->
                                        value.length() <= LONGEST_MEMBER
                                                && VALUE.matcher(value).matches());
        if (!isUsable || members.getOrDefault("e", "").length() > LONGEST_EXPONENT) {
            return Optional.empty();
        }
        String json =
                members.entrySet().stream()
                        .map(member -> '"' + member.getKey() + "\":\"" + member.getValue() + '"')
                        .collect(Collectors.joining(",", "{", "}"));
        return Optional.of(
                new ProofKey(Sha256.base64Url(json.getBytes(StandardCharsets.UTF_8)), members));
    }

    /** Whether the JWK's own {@code use}, {@code key_ops} and {@code alg} allow a proof. */
    static boolean permits(JsonObject jwk, JwsAlgorithm algorithm) {
        JsonValue operations = jwk.get("key_ops");
        return (!jwk.containsKey("use") || text(jwk, "use").equals("sig"))
                && (operations == null || isForVerifying(operations))
                && (!jwk.containsKey("alg")
                        || JwsAlgorithm.named(text(jwk, "alg"))
                                .filter(algorithm::equals)
                                .isPresent());
    }

    private static boolean isForVerifying(JsonValue operations) {
        return operations instanceof JsonArray array
                && array.stream()
                        .anyMatch(
                                each ->
                                        each instanceof JsonString name
                                                && name.getString().equals("verify"));
    }

    private static String text(JsonObject jwk, String name) {
        return jwk.get(name) instanceof JsonString text ? text.getString() : "";
    }
}
