package betterauth.jakarta.identity;

import jakarta.json.spi.JsonProvider;

/** Makes JSON values. */
public final class JsonValues {

    /**
     * The server's provider, found once: the methods of {@link jakarta.json.Json} look it up at
     * each call.
     */
    public static final JsonProvider JSON = JsonProvider.provider();

    private JsonValues() {}
}
