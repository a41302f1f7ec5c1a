package betterauth.jakarta.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An answer, before it is written. */
record Answer(int status, List<Header> headers, String body) {

    /** A header. */
    record Header(String name, String value) {}

    Answer {
        headers = List.copyOf(headers);
    }

    /** An answer without a body, as Better Auth has for paths that it does not know. */
    static Answer empty(int status) {
        return new Answer(status, List.of(), "");
    }

    static Answer json(int status, String body) {
        return new Answer(status, List.of(new Header("content-type", "application/json")), body);
    }

    static Answer error(int status, String message, String code) {
        return json(status, "{\"message\":\"%s\",\"code\":\"%s\"}".formatted(message, code));
    }

    Answer with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, more, body);
    }

    Answer with(List<Header> others) {
        List<Header> more = new ArrayList<>(headers);
        more.addAll(others);
        return new Answer(status, more, body);
    }

    /** The answer, which no cache may store. */
    Answer unstored() {
        return with("cache-control", "no-store").with("pragma", "no-cache");
    }

    static Header cookie(String name, String value, long maxAge) {
        return new Header(
                "set-cookie",
                "%s=%s; Max-Age=%d; Path=/; HttpOnly; SameSite=Lax".formatted(name, value, maxAge));
    }

    static String json(Map<String, ?> body) {
        return JsonText.of(body);
    }
}
