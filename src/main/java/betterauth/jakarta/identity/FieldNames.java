package betterauth.jakarta.identity;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The names of an object's members, in their order. The users of one Better Auth have the same few
 * lists of them, so each list is held once. Immutable.
 */
final class FieldNames {

    /** More than Better Auth has fields, and less than would cost more to share than to repeat. */
    private static final int MOST_NAMES = 64;

    private static final int LONGEST_NAME = 64;
    private static final int MOST_LISTS = 64;

    private static final Shared SHARED = new Shared(MOST_LISTS);

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
        if (object.size() > MOST_NAMES
                || object.keySet().stream().anyMatch(name -> name.length() > LONGEST_NAME)) {
            return Optional.empty();
        }
        return SHARED.find(List.copyOf(object.keySet()));
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

    /**
     * The lists of the first callers, which stay: names that are not shared count as their
     * caller's.
     */
    static final class Shared {

        private final int most;
        private final ConcurrentMap<List<String>, FieldNames> lists = new ConcurrentHashMap<>();

        Shared(int most) {
            this.most = most;
        }

        /** The list as it is held; empty if there are too many to hold another. */
        Optional<FieldNames> find(List<String> names) {
            FieldNames known = lists.get(names);
            if (known == null && lists.size() < most) {
                known = lists.computeIfAbsent(names, FieldNames::new);
            }
            return Optional.ofNullable(known);
        }
    }
}
