package betterauth.jakarta.testkit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens that only Better Auth can read, and what it says of them (RFC 7662). Safe for use
 * by many threads.
 */
final class OpaqueTokens {

    /** What they begin with, {@code prefix.opaqueAccessToken} of the plugin. */
    static final String PREFIX = "oat_";

    /** The server under test as a client of Better Auth. */
    static final String CLIENT = "api";

    static final String CLIENT_SECRET = "test-kit-api-client-secret-0123456789";

    private static final String INACTIVE = "{\"active\":false}";
    private static final String FIELD = "token=";

    private final Map<String, Map<String, @Nullable Object>> tokens = new ConcurrentHashMap<>();
    private final Clock clock;

    OpaqueTokens(Clock clock) {
        this.clock = clock;
    }

    /**
     * Issues a token.
     *
     * @param claims what introspection says of it beside {@code active} and {@code token_type}
     */
    String issue(Map<String, @Nullable Object> claims) {
        String token = PREFIX + RandomText.id();
        tokens.put(token, claims);
        return token;
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
        if (!call.header("Authorization").equals(basic())) {
            return Answer.json(
                    401,
                    "{\"error_description\":\"missing required credentials\","
                            + "\"error\":\"invalid_client\"}");
        }
        Map<String, @Nullable Object> claims = tokens.get(token(call.body()));
        if (claims == null || hasExpired(claims)) {
            return Answer.json(200, INACTIVE).unstored();
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("active", true);
        answer.putAll(claims);
        answer.put("token_type", claims.get("cnf") == null ? "Bearer" : "DPoP");
        answer.values().removeIf(value -> value == null);
        return Answer.json(200, JsonText.of(answer)).unstored();
    }

    private boolean hasExpired(Map<String, @Nullable Object> claims) {
        return claims.get("exp") instanceof Long end
                && !Instant.ofEpochSecond(end).isAfter(clock.instant());
    }

    private static String token(String form) {
        return Stream.of(form.split("&", -1))
                .filter(field -> field.startsWith(FIELD))
                .map(field -> field.substring(FIELD.length()))
                .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    private static String basic() {
        String pair = CLIENT + ":" + CLIENT_SECRET;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
