package betterauth.jakarta.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The latest texts of each owner, in memory and bounded. Safe for use by many threads. */
final class LatestTexts {

    private final int maximumTexts;
    private final Cache<String, List<String>> byOwner;

    /**
     * Makes room.
     *
     * @param maximumOwners how many owners have texts; beyond them some owner's are dropped
     * @param maximumTexts how many texts an owner has; beyond them the oldest is dropped
     */
    LatestTexts(int maximumOwners, int maximumTexts) {
        this.maximumTexts = maximumTexts;
        byOwner = Caffeine.newBuilder().maximumSize(maximumOwners).executor(Runnable::run).build();
    }

    /** {@return the owner's texts, oldest first} */
    List<String> of(String owner) {
        List<String> texts = byOwner.getIfPresent(owner);
        return texts == null ? List.of() : texts;
    }

    /** {@return the texts of all owners, one owner after the other} */
    List<String> all() {
        return byOwner.asMap().values().stream().flatMap(Collection::stream).toList();
    }

    void add(String owner, String text) {
        byOwner.asMap()
                .merge(
                        owner,
                        List.of(text),
                        (older, newer) -> {
                            List<String> all =
                                    Stream.concat(older.stream(), newer.stream()).toList();
                            return all.subList(Math.max(0, all.size() - maximumTexts), all.size());
                        });
    }
}
