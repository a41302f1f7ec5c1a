package betterauth.jakarta.jose;

import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Strict JSON: UTF-8, one object, no duplicate names (RFC 7519, section 4), bounded depth. */
public final class JsonText {

    private static final int MAXIMUM_DEPTH = 32;

    /** What Java reads in place of bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final JsonReaderFactory READERS =
            Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private JsonText() {}

    /** The object; empty if the bytes are anything else than one. */
    public static Optional<JsonObject> parseObject(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        boolean replaced = text.indexOf(REPLACEMENT) >= 0;
        if (replaced && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8)) {
            return Optional.empty();
        }
        return parseObject(text);
    }

    /** The object; empty if the text is anything else than one. */
    public static Optional<JsonObject> parseObject(String text) {
        if (!isFlatObject(text) && !isOneShallowObject(text)) {
            return Optional.empty();
        }
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return Optional.of(reader.readObject());
        } catch (RuntimeException notAnObject) {
            // Readers differ in what they throw, for numbers of absurd size above all.
            return Optional.empty();
        }
    }

    /**
     * Whether an object, if the text is one, holds no other and no array and ends with the text:
     * seen soon, as with most tokens.
     */
    private static boolean isFlatObject(String text) {
        return text.indexOf('{', 1) < 0
                && text.indexOf('}') == text.length() - 1
                && text.indexOf('[') < 0;
    }

    /**
     * Whether the brackets outside of strings make one object of bounded depth with nothing after
     * it: JSON readers stop at its end, and some go as deep as it does.
     */
    private static boolean isOneShallowObject(String text) {
        String stripped = text.strip();
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < stripped.length(); i++) {
            char c = stripped.charAt(i);
            if (inString && c == '\\') {
                i++;
            } else if (c == '"') {
                inString = !inString;
            } else if (!inString && (c == '{' || c == '[')) {
                depth++;
            } else if (!inString && (c == '}' || c == ']')) {
                depth--;
            }
            if (depth > MAXIMUM_DEPTH || (depth == 0 && i < stripped.length() - 1)) {
                return false;
            }
        }
        return stripped.startsWith("{") && depth == 0;
    }
}
