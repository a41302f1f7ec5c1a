package betterauth.jakarta.testkit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How {@link FakeBetterAuth} fails.
 *
 * @since 0.1.0
 */
public final class Fault {

    private final int status;
    private final @Nullable String body;
    private final Duration delay;
    private final boolean isClosing;

    private Fault(int status, @Nullable String body, Duration delay, boolean isClosing) {
        this.status = status;
        this.body = body;
        this.delay = delay;
        this.isClosing = isClosing;
    }

    /** Answers with a status and no body, as a Better Auth does that cannot read its database. */
    public static Fault status(int status) {
        return new Fault(status, "", Duration.ZERO, false);
    }

    /**
     * Answers with status 200 and this body, whatever was called: {@code null} for no session, or
     * what is no JSON.
     */
    public static Fault body(String body) {
        return new Fault(200, body, Duration.ZERO, false);
    }

    /** Answers as usual after a time. */
    public static Fault delay(Duration delay) {
        return new Fault(200, null, delay, false);
    }

    /** Closes the connection without an answer. */
    public static Fault closedConnection() {
        return new Fault(200, null, Duration.ZERO, true);
    }

    boolean isClosing() {
        return isClosing;
    }

    Duration delay() {
        return delay;
    }

    /** The answer in place of the usual one. */
    Answer replace(Answer usual) {
        if (body == null) {
            return usual;
        }
        return body.isEmpty() ? Answer.empty(status) : Answer.json(status, body);
    }
}
