package betterauth.jakarta.testkit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The access tokens that were issued, and what Better Auth says of them to who asks (RFC 7662).
 * Safe for use by many threads.
 */
final class Introspection {

    /** What opaque tokens begin with, {@code prefix.opaqueAccessToken} of the plugin. */
    static final String PREFIX = "oat_";

    /** The server under test as a client of Better Auth. */
    static final String CLIENT = "api";

    static final String CLIENT_SECRET = "test-kit-api-client-secret-0123456789";

    /** What is said of an opaque token, in Better Auth's order. */
    private static final List<String> OF_OPAQUE =
            List.of("iss", "aud", "client_id", "azp", "sub", "sid", "exp", "iat", "scope", "cnf");

    private static final String INACTIVE = "{\"active\":false}";
    private static final String FIELD = "token=";
    private static final String SCHEME = "Basic ";

    private final Map<String, Map<String, @Nullable Object>> tokens = new ConcurrentHashMap<>();
    private final Clock clock;

    Introspection(Clock clock) {
        this.clock = clock;
    }

    /**
     * Issues an opaque token.
     *
     * @param claims those that a JSON Web Token would have
     */
    String issueOpaque(Map<String, @Nullable Object> claims) {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("active", true);
        OF_OPAQUE.forEach(name -> said.put(name, claims.get(name)));
        claims.forEach(said::putIfAbsent);
        said.remove("jti");
        if (claims.get("sid") == null) {
            // A machine: it is the subject of JSON Web Tokens only.
            said.remove("sub");
        }
        said.put("token_type", type(claims));
        String token = PREFIX + RandomText.id();
        tokens.put(token, said);
        return token;
    }

    /** Answers for a JSON Web Token, too. */
    void add(String token, Map<String, @Nullable Object> claims) {
        Map<String, @Nullable Object> said = new LinkedHashMap<>(claims);
        said.put("active", true);
        said.put("token_type", type(claims));
        tokens.put(token, said);
    }

    /** Ends a token before its time. */
    void revoke(String token) {
        tokens.remove(token);
    }

    /** Ends the tokens of a session. */
    void revokeSession(String sessionId) {
        tokens.values().removeIf(claims -> sessionId.equals(claims.get("sid")));
    }

    /** {@code POST /oauth2/introspect}. */
    Answer introspect(Call call) {
        if (call.body().isEmpty()) {
            return invalid("Invalid input: expected object, received undefined");
        }
        Optional<String> token = token(call.body());
        if (token.isEmpty()) {
            return invalid("token is required");
        }
        return refusal(call.header("Authorization")).orElseGet(() -> describe(token.get()));
    }

    private Answer describe(String token) {
        if (token.isEmpty()) {
            return Answer.json(
                            400,
                            "{\"error_description\":\"missing a required token for introspection\","
                                    + "\"error\":\"invalid_request\"}")
                    .unstored();
        }
        Map<String, @Nullable Object> said = tokens.get(token);
        if (said == null || hasExpired(said)) {
            return Answer.json(200, INACTIVE).unstored();
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>(said);
        answer.values().removeIf(value -> value == null);
        return Answer.json(200, JsonText.of(answer)).unstored();
    }

    /** Better Auth's answer to whoever is not the server under test. */
    private static Optional<Answer> refusal(String authorization) {
        if (authorization.isEmpty()) {
            return Optional.of(stranger("missing required credentials"));
        }
        String scheme = authorization.split(" ", 2)[0];
        if (!authorization.startsWith(SCHEME)) {
            return Optional.of(challenge("unsupported authorization scheme", scheme));
        }
        String[] pair = pair(authorization.substring(SCHEME.length()));
        if (!pair[0].equals(CLIENT)) {
            return Optional.of(challenge("missing client", scheme));
        }
        return pair[1].equals(CLIENT_SECRET)
                ? Optional.empty()
                : Optional.of(challenge("invalid client_secret", scheme));
    }

    private static Answer stranger(String description) {
        return Answer.json(
                        401,
                        "{\"error_description\":\"%s\",\"error\":\"invalid_client\"}"
                                .formatted(description))
                .unstored();
    }

    private static Answer challenge(String description, String scheme) {
        return stranger(description).with("www-authenticate", scheme);
    }

    private static Answer invalid(String description) {
        return Answer.json(
                400,
                "{\"error\":\"invalid_request\",\"error_description\":\"%s\"}"
                        .formatted(description));
    }

    private boolean hasExpired(Map<String, @Nullable Object> claims) {
        return claims.get("exp") instanceof Long end
                && !Instant.ofEpochSecond(end).isAfter(clock.instant());
    }

    private static String type(Map<String, @Nullable Object> claims) {
        return claims.get("cnf") == null ? "Bearer" : "DPoP";
    }

    private static Optional<String> token(String form) {
        return Stream.of(form.split("&", -1))
                .filter(field -> field.startsWith(FIELD))
                .map(field -> field.substring(FIELD.length()))
                .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
                .findFirst();
    }

    /** The client's id and secret; an empty id where there is no such pair. */
    private static String[] pair(String credentials) {
        try {
            String[] pair =
                    new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8)
                            .split(":", 2);
            return pair.length == 2 ? pair : new String[] {"", ""};
        } catch (IllegalArgumentException notBase64) {
            return new String[] {"", ""};
        }
    }
}
