package betterauth.jakarta.problem;

import betterauth.jakarta.AccessDeniedException;
import betterauth.jakarta.AuthenticationRequiredException;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as an HTTP answer: problem details (RFC 9457) with the member {@code code}, and the
 * challenges of {@link Challenges}.
 *
 * @param detail what happened, in words that hold nothing of the request
 * @param retryAfter when asking again may help, or null
 * @param requiredScopes the scopes that an access token needs; empty if none would help
 * @param dpopNonce the nonce that a DPoP proof must have, or null
 */
public record Problem(
        RefusalCode code,
        String detail,
        @Nullable Duration retryAfter,
        Set<String> requiredScopes,
        @Nullable String dpopNonce) {

    static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json", "utf-8");

    /** The texts of few problems: details hold nothing of the request. */
    private static final Cache<Problem, String> BODIES =
            Caffeine.newBuilder().maximumSize(256).executor(Runnable::run).build();

    private static final String DPOP_NONCE = "DPoP-Nonce";
    private static final String TYPE_PREFIX = "urn:better-auth-jakarta:problem:";

    /** A problem that no scope and no nonce would mend. */
    public Problem(RefusalCode code, String detail, @Nullable Duration retryAfter) {
        this(code, detail, retryAfter, Set.of(), null);
    }

    /** The problem of a refusal. */
    public static Problem of(RefusalException refusal) {
        String detail = refusal.getMessage();
        return new Problem(
                refusal.code(),
                detail == null ? "" : detail,
                refusal.retryAfter().orElse(null),
                refusal instanceof AccessDeniedException denied
                        ? denied.requiredScopes()
                        : Set.of(),
                refusal instanceof AuthenticationRequiredException required
                        ? required.dpopNonce().orElse(null)
                        : null);
    }

    public int status() {
        return type().status();
    }

    /** The headers of the answer, its media type among them. */
    public Map<String, List<String>> headers(Challenges challenges) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put(HttpHeaders.CONTENT_TYPE, List.of(MEDIA_TYPE.toString()));
        headers.put(HttpHeaders.CACHE_CONTROL, List.of("no-store"));
        List<String> values = challenges.of(this);
        if (!values.isEmpty()) {
            headers.put(HttpHeaders.WWW_AUTHENTICATE, values);
        }
        if (dpopNonce != null) {
            headers.put(DPOP_NONCE, List.of(dpopNonce));
        }
        if (retryAfter != null) {
            headers.put(
                    HttpHeaders.RETRY_AFTER,
                    List.of(String.valueOf(Math.max(1, retryAfter.toSeconds()))));
        }
        return headers;
    }

    Response response(Challenges challenges) {
        Response.ResponseBuilder response = Response.status(status()).entity(body());
        headers(challenges)
                .forEach((name, values) -> values.forEach(value -> response.header(name, value)));
        return response.build();
    }

    /** The body of the answer, JSON. */
    public String body() {
        return BODIES.get(new Problem(code, detail, null), Problem::json);
    }

    /** The members of the body. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", TYPE_PREFIX + code.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        members.put("title", type().title());
        members.put("status", status());
        members.put("detail", detail);
        members.put("code", code.name());
        return members;
    }

    private static String json(Problem problem) {
        return JsonValues.JSON.createObjectBuilder(problem.members()).build().toString();
    }

    ProblemType type() {
        return ProblemType.of(code);
    }
}
