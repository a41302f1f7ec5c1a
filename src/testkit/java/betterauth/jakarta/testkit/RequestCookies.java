package betterauth.jakarta.testkit;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The cookies of a request. Of two with one name the first counts. */
final class RequestCookies {

    private final Map<String, String> values = new LinkedHashMap<>();

    RequestCookies(String header) {
        for (String pair : header.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(
                        pair.substring(0, equals).strip(),
                        unquoted(pair.substring(equals + 1).strip()));
            }
        }
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** The value of a cookie that may be split into chunks, {@code name.0} and so on. */
    Optional<String> chunked(String name) {
        return value(name)
                .or(
                        () ->
                                Optional.of(
                                                parts(name).stream()
                                                        .filter(part -> !part.equals(name))
                                                        .sorted(
                                                                Comparator.comparing(
                                                                        RequestCookies::index))
                                                        .map(values::get)
                                                        .collect(Collectors.joining()))
                                        .filter(joined -> !joined.isEmpty()));
    }

    /** The names of a cookie and of its chunks that are there. */
    List<String> parts(String name) {
        return values.keySet().stream()
                .filter(each -> each.equals(name) || isChunk(each, name))
                .toList();
    }

    private static boolean isChunk(String each, String name) {
        return each.startsWith(name + ".") && each.substring(name.length() + 1).matches("\\d{1,3}");
    }

    private static Integer index(String chunk) {
        return Integer.valueOf(chunk.substring(chunk.lastIndexOf('.') + 1));
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
