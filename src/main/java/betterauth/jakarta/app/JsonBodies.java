package betterauth.jakarta.app;

import jakarta.json.spi.JsonProvider;

/** Makes the bodies of this API's answers. */
final class JsonBodies {

    /** Found once: the methods of {@link jakarta.json.Json} look the server's up at each call. */
    static final JsonProvider JSON = JsonProvider.provider();

    private JsonBodies() {}
}
