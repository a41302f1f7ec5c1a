package betterauth.jakarta.config;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a token must be to be believed.
 *
 * @param profile whose rules hold
 * @param issuer the one {@code iss} accepted
 * @param audiences the values of which {@code aud} must contain one; empty to accept any, which
 *     only {@link Profile#MP_JWT} does
 * @param algorithms what {@code alg} may be
 * @param secret the key of HS256, or null: then HS256 is refused
 * @param provider the {@code java.security.Provider} that checks signatures
 * @param maxLength the length of the longest token
 * @param cacheSize verified tokens kept; 0 keeps none
 * @param cacheBytes bytes of heap for them, about
 * @param clockSkew how far the clocks may differ
 * @param maxAge the longest time since {@code iat}, or null for no bound
 * @param cookie the cookie that carries the token instead of the {@code Authorization} header, or
 *     null
 */
public record JwtSettings(
        Profile profile,
        String issuer,
        Set<String> audiences,
        Set<JwsAlgorithm> algorithms,
        @Nullable Secret secret,
        String provider,
        int maxLength,
        int cacheSize,
        long cacheBytes,
        Duration clockSkew,
        @Nullable Duration maxAge,
        @Nullable String cookie) {

    /**
     * The value of {@code better-auth.jwt.provider} for the BouncyCastle that comes with this
     * project.
     */
    public static final String BOUNCY_CASTLE = "BC";

    /**
     * The value of {@code better-auth.jwt.provider} for the order of providers that the JVM has.
     */
    public static final String JVM_ORDER = "default";

    private static final String ALGORITHMS = "better-auth.jwt.algorithms";
    private static final String MP_ALGORITHM = "mp.jwt.verify.publickey.algorithm";
    private static final String HEADER = "mp.jwt.token.header";

    public JwtSettings {
        audiences = Set.copyOf(audiences);
        algorithms = Set.copyOf(algorithms);
    }

    /** The algorithms that are allowed with a public key. */
    public Set<JwsAlgorithm> publicKeyAlgorithms() {
        Set<JwsAlgorithm> algorithms = EnumSet.noneOf(JwsAlgorithm.class);
        algorithms.addAll(this.algorithms);
        algorithms.remove(JwsAlgorithm.HS256);
        return algorithms;
    }

    static JwtSettings read(ConfigValues values, Profile profile, String origin) {
        Secret secret = readSecret(values).orElse(null);
        return new JwtSettings(
                profile,
                values.text("mp.jwt.verify.issuer").orElse(origin),
                readAudiences(values, profile, origin),
                readAlgorithms(values, secret != null),
                secret,
                values.text("better-auth.jwt.provider").orElse(BOUNCY_CASTLE),
                values.number("better-auth.jwt.max-length", 8192, 1024, 1024 * 1024),
                values.number("better-auth.jwt.cache-size", 10_000, 0, 10_000_000),
                values.bytes("better-auth.jwt.cache-bytes", 32 * 1024 * 1024),
                values.seconds("mp.jwt.verify.clock.skew", 0).orElse(clockSkew(profile)),
                values.seconds("mp.jwt.verify.token.age", 1).orElse(null),
                readCookie(values).orElse(null));
    }

    private static Set<String> readAudiences(ConfigValues values, Profile profile, String origin) {
        List<String> audiences = values.list("mp.jwt.verify.audiences");
        return audiences.isEmpty() && profile == Profile.BETTER_AUTH
                ? Set.of(origin)
                : Set.copyOf(audiences);
    }

    private static Duration clockSkew(Profile profile) {
        return profile == Profile.MP_JWT ? Duration.ZERO : Duration.ofSeconds(30);
    }

    private static Optional<Secret> readSecret(ConfigValues values) {
        return Stream.of("better-auth.jwt.secret", "JWT_SECRET")
                .flatMap(key -> values.text(key).map(text -> Secret.of(key, text)).stream())
                .findFirst();
    }

    /**
     * A list that is set is the whole list. HS256 joins the default list with its secret; a secret
     * that a list leaves no use for is a mistake, and not a way to widen the list.
     */
    private static Set<JwsAlgorithm> readAlgorithms(ConfigValues values, boolean hasSecret) {
        Set<JwsAlgorithm> algorithms = EnumSet.noneOf(JwsAlgorithm.class);
        values.list(ALGORITHMS).forEach(name -> algorithms.add(algorithm(ALGORITHMS, name)));
        boolean isListed = !algorithms.isEmpty();
        if (!isListed) {
            algorithms.addAll(EnumSet.allOf(JwsAlgorithm.class));
        }
        if (!hasSecret && algorithms.remove(JwsAlgorithm.HS256) && isListed) {
            throw new SettingsException(
                    ALGORITHMS + " must not contain HS256 without better-auth.jwt.secret");
        }
        Optional<JwsAlgorithm> publicKeys =
                values.text(MP_ALGORITHM).map(name -> algorithm(MP_ALGORITHM, name));
        if (publicKeys.isPresent()) {
            boolean keepsHmac = isListed && algorithms.contains(JwsAlgorithm.HS256);
            algorithms.retainAll(
                    keepsHmac
                            ? EnumSet.of(publicKeys.get(), JwsAlgorithm.HS256)
                            : EnumSet.of(publicKeys.get()));
        }
        if (algorithms.isEmpty()) {
            throw new SettingsException(MP_ALGORITHM + " must be one of " + ALGORITHMS);
        }
        if (hasSecret && !algorithms.contains(JwsAlgorithm.HS256)) {
            throw new SettingsException(
                    (isListed ? ALGORITHMS : MP_ALGORITHM)
                            + " must allow HS256 where better-auth.jwt.secret or JWT_SECRET is set:"
                            + " add HS256 to "
                            + ALGORITHMS
                            + ", or remove the secret");
        }
        return algorithms;
    }

    private static JwsAlgorithm algorithm(String key, String name) {
        return JwsAlgorithm.named(name)
                .orElseThrow(
                        () ->
                                ConfigValues.refused(
                                        key,
                                        "one of "
                                                + Stream.of(JwsAlgorithm.values())
                                                        .map(JwsAlgorithm::label)
                                                        .collect(Collectors.joining(", ")),
                                        name));
    }

    /** MicroProfile JWT 2.1, section 9.2.4: where the token stands in a request. */
    private static Optional<String> readCookie(ConfigValues values) {
        boolean inCookie =
                values.oneOf(
                        HEADER,
                        Map.of("Authorization", false, "Cookie", true),
                        false,
                        "Authorization or Cookie");
        return inCookie
                ? Optional.of(values.text("mp.jwt.token.cookie").orElse("Bearer"))
                : Optional.empty();
    }
}
