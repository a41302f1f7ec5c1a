package betterauth.jakarta.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Finds the keys that begin as those of this project do and are none of them. */
public final class UnknownKeys {

    private static final String PREFIX = "better-auth.";
    private static final String VARIABLE_PREFIX = variable(PREFIX);

    /** The environment of Better Auth itself, which may be the same; beside its URL and secrets. */
    private static final Pattern OF_BETTER_AUTH =
            Pattern.compile(
                    "BETTER_AUTH_(BASE_URL|TRUSTED_ORIGINS|API_KEY|API_URL|KV_URL|TELEMETRY(_.*)?"
                            // Kubernetes tells of a service of this name.
                            + "|SERVICE_(HOST|PORT.*)|PORT(_.*)?)");

    private final Set<String> known;

    UnknownKeys(Set<String> known) {
        this.known =
                known.stream()
                        .filter(key -> key.startsWith(PREFIX))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The keys that the code reads, whatever their values are. */
    public static UnknownKeys ofSettings() {
        Set<String> asked = new TreeSet<>();
        Settings.read(
                new ConfigValues(
                        key -> {
                            asked.add(key);
                            return key.equals("better-auth.url")
                                    ? Optional.of("https://auth.example.com")
                                    : Optional.empty();
                        }));
        return new UnknownKeys(asked);
    }

    /** A line for each unknown name, with the key that is nearest to it. */
    public List<String> among(Iterable<String> names) {
        return StreamSupport.stream(names.spliterator(), false)
                .distinct()
                .sorted()
                .filter(this::isUnknown)
                .map(name -> "There is no setting " + name + ": the nearest is " + nearest(name))
                .toList();
    }

    /** The environment variable of a key (MicroProfile Config 3.1, section 5.3.1). */
    static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private boolean isUnknown(String name) {
        if (name.startsWith(PREFIX)) {
            // Keys of MicroProfile Rest Client and of injection points have a slash.
            return !known.contains(name) && name.indexOf('/') < 0;
        }
        return name.startsWith(VARIABLE_PREFIX)
                && !OF_BETTER_AUTH.matcher(name).matches()
                && known.stream().noneMatch(key -> variable(key).equals(name));
    }

    private String nearest(String name) {
        Stream<String> candidates =
                name.startsWith(PREFIX)
                        ? known.stream()
                        : known.stream().map(UnknownKeys::variable);
        return candidates
                .min(Comparator.comparingInt(candidate -> distance(candidate, name)))
                .orElseThrow();
    }

    /** The distance of Levenshtein: insertions, deletions and replacements of one character. */
    private static int distance(String from, String to) {
        List<Integer> above = new ArrayList<>();
        for (int j = 0; j <= to.length(); j++) {
            above.add(j);
        }
        for (int i = 1; i <= from.length(); i++) {
            List<Integer> row = new ArrayList<>(List.of(i));
            for (int j = 1; j <= to.length(); j++) {
                int replaced = above.get(j - 1) + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row.add(Math.min(replaced, 1 + Math.min(row.get(j - 1), above.get(j))));
            }
            above = row;
        }
        return above.get(to.length());
    }
}
