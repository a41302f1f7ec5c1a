package betterauth.jakarta.it;

import java.util.ArrayList;
import java.util.List;

/**
 * A request that somebody hostile would send, and how it has to be refused.
 *
 * @param name what it tries
 * @param request the bytes of the request line and of the headers, a character each
 * @param status what it must be answered with
 * @param code the problem's code; empty where the server itself refuses
 */
record Attack(String name, String request, int status, String code) {

    static final String MARK = "h0stile";

    /** A bearer token for a guarded resource, refused as a token. */
    static Attack token(String name, String token) {
        return bearer(name, token, "INVALID_TOKEN");
    }

    /** A bearer token for a guarded resource. */
    static Attack bearer(String name, String token, String code) {
        return get(name, 401, code, "Authorization: Bearer " + token);
    }

    /** Headers for a guarded resource. */
    static Attack get(String name, int status, String code, String... headers) {
        return send(name, "GET", "/api/me", status, code, headers);
    }

    /** Any request, without a body. */
    static Attack send(
            String name, String method, String path, int status, String code, String... headers) {
        List<String> lines = new ArrayList<>();
        lines.add(method + " " + path + " HTTP/1.1");
        lines.add("Host: localhost");
        lines.add("Connection: close");
        lines.addAll(List.of(headers));
        return new Attack(name, String.join("\r\n", lines) + "\r\n\r\n", status, code);
    }

    /** The same with a body. */
    Attack with(String body) {
        return new Attack(name, request + body, status, code);
    }

    @Override
    public String toString() {
        return name;
    }
}
