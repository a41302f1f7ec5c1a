package betterauth.jakarta.keys;

import java.io.IOException;

/** Fetches the text of a key set. */
@FunctionalInterface
interface KeyEndpoint {

    /**
     * Returns the text, whatever it is.
     *
     * @throws IOException if no answer with status 200, in time and of a sensible size, arrived
     */
    String fetch() throws IOException, InterruptedException;
}
