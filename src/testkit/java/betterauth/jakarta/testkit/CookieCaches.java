package betterauth.jakarta.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The {@code session_data} cookies that were issued. One that was not issued here, or was tampered
 * with, is unknown. Safe for use by many threads.
 */
final class CookieCaches {

    static final String NAME = "better-auth.session_data";

    /** Better Auth's default for {@code session.cookieCache.maxAge}. */
    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    /** The longest cookie that Better Auth writes, attributes included. */
    private static final int LONGEST_COOKIE = 4050;

    /** The members that Better Auth's own schema names, in its order; others follow. */
    private static final List<String> SESSION_ORDER =
            List.of(
                    "id",
                    "createdAt",
                    "updatedAt",
                    "userId",
                    "expiresAt",
                    "token",
                    "ipAddress",
                    "userAgent");

    private static final List<String> USER_ORDER =
            List.of("id", "createdAt", "updatedAt", "email", "emailVerified", "name", "image");

    private final boolean isOff;
    private final CookieCacheText text;
    private final Map<String, Cached> issued = new ConcurrentHashMap<>();

    CookieCaches(boolean isOff, CookieCacheText text) {
        this.isOff = isOff;
        this.text = text;
    }

    /** A session and its user as a cookie has them. */
    record Cached(
            Map<String, @Nullable Object> session,
            Map<String, @Nullable Object> user,
            Instant until) {}

    boolean isOff() {
        return isOff;
    }

    /** The cookies that hold a session, several if one would be too long; none if this is off. */
    List<Answer.Header> issue(Session session, User user, Instant now) {
        if (isOff) {
            return List.of();
        }
        Instant until = now.plus(MAX_AGE);
        String value = text.of(session.json(), user.json(), now, until);
        issued.put(
                value,
                new Cached(
                        ordered(session.json(), SESSION_ORDER),
                        ordered(user.json(), USER_ORDER),
                        until));
        return cookies(value);
    }

    /** What a cookie says; empty if it was not issued here, has expired or names another token. */
    Optional<Cached> find(String value, String token, Instant now) {
        return Optional.ofNullable(issued.get(value))
                .filter(cached -> token.equals(cached.session().get("token")))
                .filter(cached -> cached.until().isAfter(now));
    }

    private static List<Answer.Header> cookies(String value) {
        long age = MAX_AGE.toSeconds();
        int longest = LONGEST_COOKIE - Answer.cookie(NAME + ".99", "", age).value().length();
        if (value.length() <= longest) {
            return List.of(Answer.cookie(NAME, value, age));
        }
        List<Answer.Header> chunks = new ArrayList<>();
        for (int start = 0; start < value.length(); start += longest) {
            String chunk = value.substring(start, Math.min(value.length(), start + longest));
            chunks.add(Answer.cookie(NAME + "." + chunks.size(), chunk, age));
        }
        return chunks;
    }

    private static Map<String, @Nullable Object> ordered(
            Map<String, @Nullable Object> members, List<String> first) {
        Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
        first.forEach(name -> ordered.put(name, members.get(name)));
        members.forEach(ordered::putIfAbsent);
        return ordered;
    }
}
