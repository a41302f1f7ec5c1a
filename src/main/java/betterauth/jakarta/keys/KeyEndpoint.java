package betterauth.jakarta.keys;

import java.io.IOException;

/** Fetches the text of a key set. */
@FunctionalInterface
interface KeyEndpoint {

    /**
     * Returns the text, whatever it is.
     *
     * @throws AbsentException if the server answered that there is no such endpoint
     * @throws IOException if no answer with status 200, in time and of a sensible size, arrived
     */
    String fetch() throws IOException, InterruptedException;

    /** There is no key endpoint, as with a Better Auth that issues no tokens. */
    final class AbsentException extends IOException {

        private static final long serialVersionUID = 1L;

        AbsentException(String message) {
            super(message);
        }
    }
}
