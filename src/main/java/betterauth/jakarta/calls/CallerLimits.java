package betterauth.jakarta.calls;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Holds back the calls for an address, or a network of IPv6 addresses, whose share of Better Auth's
 * rate limit is used up: Better Auth counts by address.
 */
public final class CallerLimits {

    private static final int MAXIMUM_ADDRESSES = 10_000;

    private final Cache<String, Instant> limitedUntil =
            Caffeine.newBuilder().maximumSize(MAXIMUM_ADDRESSES).executor(Runnable::run).build();
    private final Clock clock;

    public CallerLimits(Clock clock) {
        this.clock = clock;
    }

    /** How long the address has to wait before a call may be made for it; empty if one may now. */
    public Optional<Duration> wait(String address) {
        Instant until = limitedUntil.getIfPresent(AddressRange.of(address));
        if (until == null) {
            return Optional.empty();
        }
        Duration left = Duration.between(clock.instant(), until);
        return left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(left);
    }

    /** Holds the calls for an address back from now on. */
    public void holdBack(String address, Duration duration) {
        limitedUntil.put(AddressRange.of(address), clock.instant().plus(duration));
    }
}
