package betterauth.jakarta.observe;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts outcomes by the kind of credential, since deployment. Safe for use by many threads. */
public final class AuthenticationCounters {

    /** What was presented. */
    public enum Presented {
        JWT,
        SESSION,
        API_KEY,
        /** What cannot be a credential, such as two at once. */
        UNUSABLE
    }

    /** What was decided. */
    public enum Outcome {
        VERIFIED,
        REJECTED,
        UNAVAILABLE
    }

    private final Map<Presented, Map<Outcome, LongAdder>> counters = new EnumMap<>(Presented.class);

    public AuthenticationCounters() {
        for (Presented presented : Presented.values()) {
            Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                outcomes.put(outcome, new LongAdder());
            }
            counters.put(presented, outcomes);
        }
    }

    public void count(Presented presented, Outcome outcome) {
        counter(presented, outcome).increment();
    }

    public long get(Presented presented, Outcome outcome) {
        return counter(presented, outcome).sum();
    }

    private LongAdder counter(Presented presented, Outcome outcome) {
        return Objects.requireNonNull(Objects.requireNonNull(counters.get(presented)).get(outcome));
    }
}
