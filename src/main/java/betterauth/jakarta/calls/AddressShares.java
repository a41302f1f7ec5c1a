package betterauth.jakarta.calls;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bounds how many requests of one address wait at once, so that it leaves places for the others.
 * Safe for use by many threads.
 */
public final class AddressShares {

    private final int maximum;

    /** Bounded by the requests that wait: an address leaves with its last one. */
    private final ConcurrentMap<String, Integer> waiting = new ConcurrentHashMap<>();

    /**
     * Prepares shares.
     *
     * @param maximum requests of one address that may wait at once
     */
    public AddressShares(int maximum) {
        this.maximum = maximum;
    }

    /** Whether a request of this address may wait; then it must leave, too. */
    public boolean enter(String address) {
        AtomicBoolean entered = new AtomicBoolean();
        waiting.compute(
                AddressRange.of(address),
                (range, count) -> {
                    int others = count == null ? 0 : count;
                    entered.set(others < maximum);
                    return entered.get() ? Integer.valueOf(others + 1) : count;
                });
        return entered.get();
    }

    /** Gives back what {@link #enter} took. */
    public void leave(String address) {
        waiting.computeIfPresent(
                AddressRange.of(address), (range, count) -> count == 1 ? null : count - 1);
    }
}
