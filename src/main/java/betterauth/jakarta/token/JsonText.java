package betterauth.jakarta.token;

import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Strict JSON: UTF-8, one object, no duplicate names (RFC 7519, section 4), bounded depth. */
public final class JsonText {

    private static final int MOST_DEPTH = 32;
    private static final JsonReaderFactory READERS =
            Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private JsonText() {}

    /** The object; empty if the bytes are anything else than one. */
    public static Optional<JsonObject> parseObject(byte[] utf8) {
        try {
            return parseObject(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /** The object; empty if the text is anything else than one. */
    public static Optional<JsonObject> parseObject(String text) {
        if (!startsAsObject(text) || isDeep(text)) {
            return Optional.empty();
        }
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return Optional.of(reader.readObject());
        } catch (JsonException | IllegalStateException | ArithmeticException notAnObject) {
            return Optional.empty();
        }
    }

    private static boolean startsAsObject(String text) {
        return text.stripLeading().startsWith("{");
    }

    /**
     * Counts brackets, those in strings too: the text of an honest token never comes near the
     * bound.
     */
    private static boolean isDeep(String text) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{' || c == '[') {
                depth++;
                deepest = Math.max(deepest, depth);
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        return deepest > MOST_DEPTH;
    }
}
