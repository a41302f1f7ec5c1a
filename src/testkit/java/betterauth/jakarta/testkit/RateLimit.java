package betterauth.jakarta.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Better Auth's rate limit: a number of calls for each address and path, which begins anew only
 * after a pause as long as the window. Calls without an address of their own share one. Safe for
 * use by many threads.
 */
final class RateLimit {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final Clock clock;
    private final Map<String, Count> counts = new HashMap<>();
    private int maximum = Integer.MAX_VALUE;

    RateLimit(Clock clock) {
        this.clock = clock;
    }

    private record Count(int calls, Instant latest) {}

    synchronized void allow(int calls) {
        maximum = calls;
        counts.clear();
    }

    /** The seconds after which to try again; empty if the call is allowed. */
    synchronized OptionalLong refusal(Call call) {
        Instant now = clock.instant();
        String key = address(call) + " " + call.path();
        Count count = counts.get(key);
        if (count == null || !count.latest().plus(WINDOW).isAfter(now)) {
            counts.put(key, new Count(1, now));
            return OptionalLong.empty();
        }
        if (count.calls() >= maximum) {
            long millis = Duration.between(now, count.latest().plus(WINDOW)).toMillis();
            return OptionalLong.of((millis + 999) / 1000);
        }
        counts.put(key, new Count(count.calls() + 1, now));
        return OptionalLong.empty();
    }

    /** Better Auth takes an address from this header only, and only if it is one address. */
    private static String address(Call call) {
        String forwarded = call.header("X-Forwarded-For");
        return forwarded.contains(",") ? "" : forwarded;
    }
}
