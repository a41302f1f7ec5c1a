package betterauth.jakarta.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which paths need a known caller.
 *
 * @param protectedPaths the paths that do
 * @param publicPaths the paths among them that do not
 */
public record PathSettings(List<PathPattern> protectedPaths, List<PathPattern> publicPaths) {

    private static final String PROTECTED = "better-auth.protected-paths";
    private static final String PUBLIC = "better-auth.public-paths";

    public PathSettings {
        protectedPaths = List.copyOf(protectedPaths);
        publicPaths = List.copyOf(publicPaths);
    }

    static PathSettings read(ConfigValues values) {
        PathSettings settings =
                new PathSettings(patterns(values, PROTECTED), patterns(values, PUBLIC));
        settings.publicPaths.stream()
                .filter(settings.protectedPaths::contains)
                .findFirst()
                .ifPresent(
                        both -> {
                            throw new SettingsException(
                                    PUBLIC
                                            + " must not repeat what "
                                            + PROTECTED
                                            + " contains: "
                                            + both.path());
                        });
        return settings;
    }

    /** Whether anything is protected. */
    public boolean isAnyProtected() {
        return !protectedPaths.isEmpty();
    }

    /** Whether the longest pattern that matches the normalized path protects it. */
    public boolean protects(String normalized) {
        Optional<PathPattern> guard = longest(protectedPaths, normalized);
        Optional<PathPattern> opening = longest(publicPaths, normalized);
        return guard.isPresent()
                && (opening.isEmpty() || guard.get().specificity() > opening.get().specificity());
    }

    private static Optional<PathPattern> longest(List<PathPattern> patterns, String path) {
        return patterns.stream()
                .filter(pattern -> pattern.matches(path))
                .max(Comparator.comparingInt(PathPattern::specificity));
    }

    private static List<PathPattern> patterns(ConfigValues values, String key) {
        return values.list(key).stream()
                .map(
                        text ->
                                PathPattern.parse(text)
                                        .orElseThrow(
                                                () ->
                                                        ConfigValues.refused(
                                                                key,
                                                                "paths such as /api/me or /api/*",
                                                                text)))
                .toList();
    }
}
