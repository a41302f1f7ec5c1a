package betterauth.jakarta.introspection;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an {@link IntrospectionSource} answers. */
public sealed interface IntrospectionAnswer {

    /**
     * An answer.
     *
     * @param members the JSON object, with nothing checked
     */
    record Received(JsonObject members) implements IntrospectionAnswer {

        /** Without the members, which are personal. */
        @Override
        public String toString() {
            return "Received[]";
        }
    }

    /**
     * No answer that can be used.
     *
     * @param reason what failed, for the log, without a credential; null if that needs no line of
     *     its own
     * @param retryAfter when to ask again
     * @param isCallerLimited whether questions for the same caller's address must wait until then
     */
    record Failed(@Nullable String reason, Duration retryAfter, boolean isCallerLimited)
            implements IntrospectionAnswer {}
}
