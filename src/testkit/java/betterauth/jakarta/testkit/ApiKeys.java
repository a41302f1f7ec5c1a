package betterauth.jakarta.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers calls that present an API key, as the {@code api-key} plugin does. */
final class ApiKeys {

    static final String HEADER = "x-api-key";

    private static final int SHORTEST = 64;

    /** What a session that stands for a key lasts, which Better Auth means as seven days. */
    private static final Duration LIFETIME = Duration.ofMillis(604_800);

    private static final Duration WINDOW = Duration.ofDays(1);

    private final Accounts accounts;
    private final Clock clock;
    private volatile int maximumUses = Integer.MAX_VALUE;

    ApiKeys(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Sets how often each key may be used. */
    void allow(int uses) {
        maximumUses = uses;
    }

    /** The answer that refuses the key of a call; empty if the key is valid or there is none. */
    Optional<Answer> refusal(Call call) {
        String presented = call.header(HEADER);
        if (presented.isEmpty()) {
            return Optional.empty();
        }
        if (presented.length() < SHORTEST) {
            return Optional.of(Answer.error(403, "Invalid API key.", "INVALID_API_KEY"));
        }
        Optional<ApiKey> key = accounts.apiKey(presented);
        if (key.isEmpty()) {
            return Optional.of(Answer.error(401, "Invalid API key.", "INVALID_API_KEY"));
        }
        if (key.get().isExpired(clock.instant())) {
            accounts.remove(key.get());
            return Optional.of(Answer.error(401, "API Key has expired", "KEY_EXPIRED"));
        }
        if (key.get().uses().incrementAndGet() > maximumUses) {
            return Optional.of(exhausted());
        }
        return Optional.empty();
    }

    /** The session that stands for the key of a call, which must be valid; empty without one. */
    Optional<Sessions.Found> find(Call call) {
        return accounts.apiKey(call.header(HEADER))
                .flatMap(
                        key ->
                                accounts.user(key.userId())
                                        .map(
                                                user ->
                                                        new Sessions.Found(
                                                                session(call, key),
                                                                user.json(),
                                                                List.of())));
    }

    private Map<String, @Nullable Object> session(Call call, ApiKey key) {
        Instant now = clock.instant();
        Map<String, @Nullable Object> session = new LinkedHashMap<>();
        session.put("id", key.id());
        session.put("token", key.key());
        session.put("userId", key.userId());
        session.put("userAgent", call.header("User-Agent"));
        session.put("ipAddress", null);
        session.put("createdAt", now);
        session.put("updatedAt", now);
        session.put("expiresAt", key.expiresAt() == null ? now.plus(LIFETIME) : key.expiresAt());
        return session;
    }

    private static Answer exhausted() {
        return Answer.json(
                429,
                "{\"message\":\"Rate limit exceeded.\",\"code\":\"RATE_LIMITED\","
                        + "\"details\":{\"tryAgainIn\":"
                        + WINDOW.toMillis()
                        + "}}");
    }
}
