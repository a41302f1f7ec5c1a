package betterauth.jakarta.run;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The parameters of a request, of which one may occur several times. */
final class FormText {

    private final List<String> pairs = new ArrayList<>();

    FormText add(String name, String value) {
        pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        return this;
    }

    FormText addAll(String name, List<String> values) {
        values.forEach(value -> add(name, value));
        return this;
    }

    String text() {
        return String.join("&", pairs);
    }
}
