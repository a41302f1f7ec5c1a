package betterauth.jakarta.rest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer.
 *
 * @param body the whole body as text; empty where there is none
 * @param retryAfter when to ask again, as the answer says; null if it does not
 */
public record RestAnswer(int status, String body, @Nullable Duration retryAfter) {

    /** Bodies hold tokens. */
    @Override
    public String toString() {
        return "RestAnswer[" + status + "]";
    }
}
