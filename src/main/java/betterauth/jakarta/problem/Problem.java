package betterauth.jakarta.problem;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.RefusalException;
import jakarta.json.Json;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as an HTTP answer: problem details (RFC 9457) with the member {@code code}, and the
 * challenge of RFC 6750, section 3.
 *
 * @param detail what happened, in words that hold nothing of the request
 * @param retryAfter when asking again may help, or null
 */
public record Problem(RefusalCode code, String detail, @Nullable Duration retryAfter) {

    static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json", "utf-8");

    private static final String TYPE_PREFIX = "urn:better-auth-jakarta:problem:";

    /** The problem of a refusal. */
    public static Problem of(RefusalException refusal) {
        String detail = refusal.getMessage();
        return new Problem(
                refusal.code(), detail == null ? "" : detail, refusal.retryAfter().orElse(null));
    }

    public int status() {
        return switch (code) {
            case AUTHENTICATION_REQUIRED,
                    TOKEN_EXPIRED,
                    INVALID_TOKEN,
                    INVALID_SESSION,
                    INVALID_API_KEY ->
                    401;
            case INSUFFICIENT_ROLE, USER_BANNED, ORIGIN_NOT_ALLOWED -> 403;
            case AMBIGUOUS_CREDENTIALS -> 400;
            case RATE_LIMITED -> 429;
            case AUTH_SERVER_UNAVAILABLE -> 503;
        };
    }

    public String title() {
        return switch (code) {
            case AUTHENTICATION_REQUIRED -> "Authentication required";
            case TOKEN_EXPIRED -> "Token expired";
            case INVALID_TOKEN -> "Invalid token";
            case INVALID_SESSION -> "Invalid session";
            case INVALID_API_KEY -> "Invalid API key";
            case INSUFFICIENT_ROLE -> "Insufficient role";
            case USER_BANNED -> "User banned";
            case ORIGIN_NOT_ALLOWED -> "Origin not allowed";
            case AMBIGUOUS_CREDENTIALS -> "Ambiguous credentials";
            case RATE_LIMITED -> "Rate limited";
            case AUTH_SERVER_UNAVAILABLE -> "Authentication server unavailable";
        };
    }

    /**
     * The value of {@code WWW-Authenticate}; empty where no challenge belongs (RFC 6750, section
     * 3).
     */
    public Optional<String> challenge() {
        return switch (code) {
            case AUTHENTICATION_REQUIRED -> Optional.of("Bearer");
            case TOKEN_EXPIRED, INVALID_TOKEN, INVALID_SESSION, INVALID_API_KEY ->
                    Optional.of(error("invalid_token"));
            case INSUFFICIENT_ROLE -> Optional.of(error("insufficient_scope"));
            case AMBIGUOUS_CREDENTIALS -> Optional.of(error("invalid_request"));
            case USER_BANNED, ORIGIN_NOT_ALLOWED, RATE_LIMITED, AUTH_SERVER_UNAVAILABLE ->
                    Optional.empty();
        };
    }

    /** The headers of the answer, its media type among them. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE.toString());
        headers.put(HttpHeaders.CACHE_CONTROL, "no-store");
        challenge().ifPresent(value -> headers.put(HttpHeaders.WWW_AUTHENTICATE, value));
        if (retryAfter != null) {
            headers.put(
                    HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, retryAfter.toSeconds())));
        }
        return headers;
    }

    Response response() {
        Response.ResponseBuilder response = Response.status(status()).entity(body());
        headers().forEach(response::header);
        return response.build();
    }

    /** The body of the answer, JSON. */
    public String body() {
        return Json.createObjectBuilder()
                .add("type", TYPE_PREFIX + code.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .add("title", title())
                .add("status", status())
                .add("detail", detail)
                .add("code", code.name())
                .build()
                .toString();
    }

    /** A quoted-string may hold no quote and no backslash of ours (RFC 6750, section 3). */
    private String error(String error) {
        return "Bearer error=\""
                + error
                + "\", error_description=\""
                + detail.replaceAll("[^ !#-\\[\\]-~]", "'")
                + "\"";
    }
}
