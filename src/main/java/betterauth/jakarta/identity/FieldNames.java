package betterauth.jakarta.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of an object's members, in their order. The users of one Better Auth have the same few
 * lists of them, so each list is held once. Immutable.
 */
final class FieldNames {

    /** More than Better Auth has fields, and less than would cost more to share than to repeat. */
    private static final int MOST_NAMES = 64;

    private static final int LONGEST_NAME = 64;
    private static final int MOST_LISTS = 64;

    private static final Cache<List<String>, FieldNames> SHARED =
            Caffeine.newBuilder().maximumSize(MOST_LISTS).executor(Runnable::run).build();

    private final List<String> names;
    private final Map<String, Integer> indexes = new HashMap<>();

    private FieldNames(List<String> names) {
        this.names = names;
        for (int i = 0; i < names.size(); i++) {
            indexes.put(names.get(i), i);
        }
    }

    /** The names of an object; empty if they are too many or too long to share. */
    static Optional<FieldNames> shared(JsonObject object) {
        return object.size() <= MOST_NAMES
                        && object.keySet().stream().allMatch(name -> name.length() <= LONGEST_NAME)
                ? Optional.of(SHARED.get(List.copyOf(object.keySet()), FieldNames::new))
                : Optional.empty();
    }

    int size() {
        return names.size();
    }

    String name(int index) {
        return names.get(index);
    }

    /** Where a name is; -1 if it is none of these. */
    int index(Object name) {
        return indexes.getOrDefault(name, -1);
    }
}
