package betterauth.jakarta.identity;

import betterauth.jakarta.identity.Authentication.Verified;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * About how many bytes of heap a decision holds, for caches that are bounded by them. Rather too
 * many than too few: objects are counted as a 64-bit JVM with compressed references lays them out.
 */
public final class HeapSize {

    private static final int DECISION = 128;
    private static final int CALLER = 320;
    private static final int TEXT = 56;
    private static final int JSON_TEXT = 24 + TEXT;
    private static final int JSON_NUMBER = 120;
    private static final int JSON_CONTAINER = 120;
    private static final int MEMBER = 56;
    private static final int ELEMENT = 8;
    private static final int LATIN1_END = 256;

    private HeapSize() {}

    /** The bytes of a decision and of the caller in it, if there is one. */
    public static long of(Authentication authentication) {
        if (!(authentication instanceof Verified verified)) {
            return DECISION + of(authentication.client());
        }
        Identity identity = verified.caller().identity();
        long roles = identity.roles().stream().mapToLong(role -> MEMBER + of(role)).sum();
        return DECISION
                + CALLER
                + of(identity.id())
                + roles
                + of(identity.claims())
                + of(verified.caller().getRawToken())
                + of(authentication.client());
    }

    private static long of(@Nullable ClientGrant client) {
        return client == null
                ? 0
                : CALLER
                        + of(client.clientId())
                        + of(client.thumbprint())
                        + of(client.sessionId())
                        + client.scopes().stream().mapToLong(scope -> MEMBER + of(scope)).sum();
    }

    private static long of(JsonValue value) {
        if (value instanceof JsonString text) {
            return JSON_TEXT - TEXT + of(text.getString());
        }
        if (value instanceof CompactObject compact) {
            // Names are shared.
            return JSON_CONTAINER
                    + compact.values().stream().mapToLong(each -> ELEMENT + of(each)).sum();
        }
        if (value instanceof JsonObject object) {
            long bytes = JSON_CONTAINER;
            for (Map.Entry<String, JsonValue> member : object.entrySet()) {
                bytes += MEMBER + of(member.getKey()) + of(member.getValue());
            }
            return bytes;
        }
        if (value instanceof JsonArray array) {
            return JSON_CONTAINER + array.stream().mapToLong(each -> ELEMENT + of(each)).sum();
        }
        return value.getValueType() == JsonValue.ValueType.NUMBER ? JSON_NUMBER : 0;
    }

    private static long of(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        boolean isLatin1 = text.chars().allMatch(c -> c < LATIN1_END);
        return TEXT + (isLatin1 ? text.length() : 2L * text.length());
    }

    /** The bytes of a JSON object. */
    public static long ofJson(JsonObject object) {
        return of((JsonValue) object);
    }
}
