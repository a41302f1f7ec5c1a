package betterauth.jakarta.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Keeps one caller's address, or network of IPv6 addresses, from spending what belongs to all:
 * Better Auth's rate limit, which it counts by address, and the calls that may be under way.
 */
final class CallerLimits {

    private static final int MAXIMUM_ADDRESSES = 10_000;

    private final Cache<String, Instant> limitedUntil = bounded();
    private final Cache<String, Semaphore> underWay = bounded();
    private final int mostPerAddress;
    private final Clock clock;

    /**
     * Shares out the calls.
     *
     * @param maxCalls calls under way for all addresses; one address has a quarter of them
     */
    CallerLimits(int maxCalls, Clock clock) {
        this.mostPerAddress = Math.max(1, maxCalls / 4);
        this.clock = clock;
    }

    /** How long the address has to wait before a call may be made for it; empty if one may now. */
    Optional<Duration> wait(String address) {
        Instant until = limitedUntil.getIfPresent(AddressRange.of(address));
        if (until == null) {
            return Optional.empty();
        }
        Duration left = Duration.between(clock.instant(), until);
        return left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(left);
    }

    void holdBack(String address, Duration duration) {
        limitedUntil.put(AddressRange.of(address), clock.instant().plus(duration));
    }

    /**
     * Takes a place for a call.
     *
     * @return gives the place back; empty if the address has all of its places in use
     */
    Optional<Runnable> begin(String address) {
        Semaphore places =
                underWay.get(AddressRange.of(address), unseen -> new Semaphore(mostPerAddress));
        return places.tryAcquire() ? Optional.of(places::release) : Optional.empty();
    }

    private static <T> Cache<String, T> bounded() {
        return Caffeine.newBuilder().maximumSize(MAXIMUM_ADDRESSES).executor(Runnable::run).build();
    }
}
