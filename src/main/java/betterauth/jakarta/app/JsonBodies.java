package betterauth.jakarta.app;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import jakarta.ws.rs.BadRequestException;
import java.io.InputStream;

/** Reads and makes the bodies of this API. */
final class JsonBodies {

    /** Found once: the methods of {@link jakarta.json.Json} look the server's up at each call. */
    static final JsonProvider JSON = JsonProvider.provider();

    private JsonBodies() {}

    /**
     * Reads the text of an object's member. The servers' own readers answer some bodies that are no
     * objects with status 500.
     *
     * @throws BadRequestException if there is no object, or no text of 1 to {@code longest}
     *     characters in it
     */
    static String text(InputStream body, String member, int longest) {
        try (JsonReader reader = JSON.createReader(body)) {
            if (reader.readValue() instanceof JsonObject object
                    && object.get(member) instanceof JsonString text
                    && !text.getString().isBlank()
                    && text.getString().length() <= longest) {
                return text.getString();
            }
        } catch (JsonException notJson) {
            throw new BadRequestException("The body is not JSON", notJson);
        }
        throw new BadRequestException(member + " is a text of 1 to " + longest + " characters");
    }
}
