package betterauth.jakarta.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Typed access to the values of settings. A value that does not fit throws {@link
 * SettingsException}; a blank value counts as none, as in MicroProfile Config.
 */
public final class ConfigValues {

    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443);

    private static final Pattern BYTES = Pattern.compile("([0-9]{1,9})(KiB|MiB|GiB)?");
    private static final Map<String, Long> UNITS =
            Map.of("KiB", 1024L, "MiB", 1024L * 1024, "GiB", 1024L * 1024 * 1024);

    private final Function<String, Optional<String>> source;

    /** Reads the values from {@code source}, which answers a key with its raw value. */
    public ConfigValues(Function<String, Optional<String>> source) {
        this.source = source;
    }

    Optional<String> text(String key) {
        return source.apply(key).map(String::strip).filter(value -> !value.isEmpty());
    }

    String required(String key, String allowed) {
        return text(key)
                .orElseThrow(() -> new SettingsException(key + " must be set to " + allowed));
    }

    boolean flag(String key, boolean otherwise) {
        return oneOf(key, Map.of("true", true, "false", false), otherwise, "true or false");
    }

    <T> T oneOf(String key, Map<String, T> allowed, T otherwise, String description) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        T value = allowed.get(text.get());
        if (value == null) {
            throw refused(key, description, text.get());
        }
        return value;
    }

    int number(String key, int otherwise, int least, int most) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        String allowed = "a whole number from " + least + " to " + most;
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw refused(key, allowed, text.get());
        }
        throw refused(key, allowed, text.get());
    }

    /** A number of bytes: whole, or with one of the units KiB, MiB and GiB. */
    long bytes(String key, long otherwise) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        Matcher matcher = BYTES.matcher(text.get());
        if (!matcher.matches()) {
            throw refused(key, "a number of bytes, such as 33554432 or 32MiB", text.get());
        }
        String unit = matcher.group(2) == null ? "" : matcher.group(2);
        return Long.parseLong(matcher.group(1)) * UNITS.getOrDefault(unit, 1L);
    }

    /** A whole number of seconds, the unit of the MicroProfile JWT keys. */
    Optional<Duration> seconds(String key, int least) {
        return text(key)
                .map(text -> Duration.ofSeconds(number(key, least, least, Integer.MAX_VALUE)));
    }

    /** A positive duration, ISO-8601, of at most ten years. */
    Duration duration(String key, Duration otherwise) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        String allowed = "a positive ISO-8601 duration of at most P3650D, such as PT30S";
        try {
            Duration duration = Duration.parse(text.get());
            if (!duration.isNegative()
                    && !duration.isZero()
                    && duration.compareTo(Duration.ofDays(3650)) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException notADuration) {
            throw refused(key, allowed, text.get());
        }
        throw refused(key, allowed, text.get());
    }

    /** The parts between commas, stripped, without empty ones. */
    List<String> list(String key) {
        return text(key).stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** A required {@code http} or {@code https} origin: no path, query, fragment or user. */
    URI origin(String key) {
        String allowed = "an origin such as https://auth.example.com";
        String text =
                required(
                        key,
                        allowed + ", as by " + UnknownKeys.variable(key) + " in the environment");
        try {
            URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            Integer defaultPort = DEFAULT_PORTS.get(scheme);
            boolean onlyOrigin =
                    uri.getRawPath() != null
                            && uri.getRawPath().isEmpty()
                            && uri.getRawQuery() == null
                            && uri.getRawFragment() == null
                            && uri.getRawUserInfo() == null;
            if (defaultPort != null && uri.getHost() != null && onlyOrigin) {
                // As Better Auth writes it into iss: host in lower case, no default port.
                String port =
                        uri.getPort() < 0 || uri.getPort() == defaultPort
                                ? ""
                                : ":" + uri.getPort();
                return URI.create(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port);
            }
        } catch (URISyntaxException notAUri) {
            throw refused(key, allowed, "not a URI");
        }
        // A URL with a password in it must not be repeated.
        throw refused(key, allowed, text.contains("@") ? "[redacted]" : text);
    }

    static SettingsException refused(String key, String allowed, String value) {
        return new SettingsException(key + " must be " + allowed + ": " + value);
    }
}
