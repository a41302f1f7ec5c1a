package betterauth.jakarta.session;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks Better Auth which session a credential names. */
@FunctionalInterface
public interface SessionEndpoint {

    /**
     * Asks once.
     *
     * @param callerAddress the address of whoever presented the credential
     * @throws IOException if no whole answer of a sensible size arrived in time
     */
    Answer ask(SessionCredential credential, String callerAddress) throws IOException;

    /**
     * An answer, not understood yet.
     *
     * @param retryAfter what the answer says of when to ask again, or null
     */
    record Answer(int status, String body, @Nullable Duration retryAfter) {

        /** Bodies hold session tokens. */
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }
}
