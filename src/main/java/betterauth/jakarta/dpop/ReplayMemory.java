package betterauth.jakarta.dpop;

import betterauth.jakarta.cache.CredentialHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Remembers which proofs were used (RFC 9449, section 11.1), each for as long as it could be used
 * again. Safe for use by many threads; the memory is of this node alone.
 *
 * <p>Bounded, and never by evicting a proof that could be used again: where there is no room, a new
 * proof is not taken. No key may use more than there is room left for the others: one key gets half
 * at most, two get a third each.
 */
final class ReplayMemory {

    /** What became of a proof. */
    enum Use {
        /** It was used for the first time, and will not be again. */
        FIRST,
        /** It was used before. */
        REPLAYED,
        /** It is too old by now. */
        TOO_OLD,
        /** There is no room. */
        FULL
    }

    /** About how much heap a proof takes, the count of its key included. */
    private static final int ENTRY_BYTES = 256;

    private final long maximum;
    private final Clock clock;
    private final Set<CredentialHash> used = new HashSet<>();
    private final Map<CredentialHash, Integer> usedByKey = new HashMap<>();
    private final TreeMap<Instant, List<Proof>> byEnd = new TreeMap<>();

    private record Proof(CredentialHash key, CredentialHash hash) {}

    /**
     * @param maximumBytes heap for the proofs, about
     */
    ReplayMemory(long maximumBytes, Clock clock) {
        this.maximum = Math.max(2, maximumBytes / ENTRY_BYTES);
        this.clock = clock;
    }

    /**
     * Uses a proof.
     *
     * @param key the thumbprint of its key
     * @param id its {@code jti}
     * @param end when it is not accepted any more
     */
    Use use(String key, String id, Instant end) {
        CredentialHash keyHash = CredentialHash.of(key);
        // A thumbprint has one length, so no other pair gives the same text.
        CredentialHash hash = CredentialHash.of(key + id);
        return use(new Proof(keyHash, hash), end);
    }

    /** How long until the proofs that end first leave; zero if there are none. */
    synchronized Duration untilRoom() {
        return byEnd.isEmpty()
                ? Duration.ZERO
                : Duration.between(clock.instant(), byEnd.firstKey());
    }

    private synchronized Use use(Proof proof, Instant end) {
        // Read here: a proof that ended while it waited has no entry left to be found by.
        Instant now = clock.instant();
        forgetEnded(now);
        if (!end.isAfter(now)) {
            return Use.TOO_OLD;
        }
        if (used.contains(proof.hash())) {
            return Use.REPLAYED;
        }
        int ofKey = usedByKey.getOrDefault(proof.key(), 0);
        if (ofKey >= maximum - used.size()) {
            return Use.FULL;
        }
        used.add(proof.hash());
        usedByKey.put(proof.key(), ofKey + 1);
        byEnd.computeIfAbsent(end, since -> new ArrayList<>()).add(proof);
        return Use.FIRST;
    }

    private void forgetEnded(Instant now) {
        while (!byEnd.isEmpty() && !byEnd.firstKey().isAfter(now)) {
            for (Proof ended : byEnd.pollFirstEntry().getValue()) {
                used.remove(ended.hash());
                usedByKey.computeIfPresent(
                        ended.key(), (key, count) -> count == 1 ? null : count - 1);
            }
        }
    }
}
