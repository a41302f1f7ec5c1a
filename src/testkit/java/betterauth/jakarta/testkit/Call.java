package betterauth.jakarta.testkit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request.
 *
 * @param path the path below Better Auth's own, such as {@code /token}; the whole path where it is
 *     another
 * @param flags the names of the query's parameters, whose values Better Auth does not look at
 */
record Call(String method, String path, Set<String> flags, Headers headers, String body) {

    static Call read(HttpExchange exchange, String basePath) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getRawQuery();
        return new Call(
                exchange.getRequestMethod(),
                path.startsWith(basePath + "/") ? path.substring(basePath.length()) : path,
                Stream.of((query == null ? "" : query).split("&", -1))
                        .map(pair -> pair.split("=", 2)[0])
                        .collect(Collectors.toSet()),
                exchange.getRequestHeaders(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** The first header of a name; empty if there is none. */
    String header(String name) {
        String value = headers.getFirst(name);
        return value == null ? "" : value;
    }

    /** What stands for the call in messages: no header and no body, which may be credentials. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
