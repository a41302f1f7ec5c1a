package betterauth.jakarta.problem;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.RefusalException;
import betterauth.jakarta.identity.JsonValues;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

    /** The texts of few problems: details hold nothing of the request. */
    private static final Cache<Problem, String> BODIES =
            Caffeine.newBuilder().maximumSize(256).executor(Runnable::run).build();

    private static final String TYPE_PREFIX = "urn:better-auth-jakarta:problem:";

    /** The problem of a refusal. */
    public static Problem of(RefusalException refusal) {
        String detail = refusal.getMessage();
        return new Problem(
                refusal.code(), detail == null ? "" : detail, refusal.retryAfter().orElse(null));
    }

    public int status() {
        return type().status();
    }

    /** The value of {@code WWW-Authenticate}; empty where no challenge belongs. */
    public Optional<String> challenge() {
        return switch (type().challenge()) {
            case NONE -> Optional.empty();
            case PLAIN -> Optional.of("Bearer");
            case INVALID_TOKEN, INVALID_REQUEST, INSUFFICIENT_SCOPE ->
                    Optional.of(error(type().challenge().name().toLowerCase(Locale.ROOT)));
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
        return BODIES.get(new Problem(code, detail, null), Problem::json);
    }

    private static String json(Problem problem) {
        return JsonValues.JSON
                .createObjectBuilder()
                .add(
                        "type",
                        TYPE_PREFIX
                                + problem.code.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .add("title", problem.type().title())
                .add("status", problem.status())
                .add("detail", problem.detail)
                .add("code", problem.code.name())
                .build()
                .toString();
    }

    private ProblemType type() {
        return ProblemType.of(code);
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
