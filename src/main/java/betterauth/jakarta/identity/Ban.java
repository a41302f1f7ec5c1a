package betterauth.jakarta.identity;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Whether a user is banned: Better Auth itself lets some banned users through. */
public final class Ban {

    private Ban() {}

    /**
     * True if {@code banned} is true and {@code banExpires} is absent, not understood or still to
     * come.
     */
    public static boolean isInForce(JsonObject user, Instant now) {
        if (!isTrue(user.getOrDefault("banned", JsonValue.FALSE))) {
            return false;
        }
        return expiry(user.getOrDefault("banExpires", JsonValue.NULL)).isAfter(now);
    }

    /** A database without booleans shows true as 1. */
    private static boolean isTrue(JsonValue value) {
        return value == JsonValue.TRUE
                || (value instanceof JsonNumber number && number.doubleValue() != 0);
    }

    private static Instant expiry(JsonValue value) {
        try {
            if (value instanceof JsonString text) {
                return Instant.parse(text.getString());
            }
            if (value instanceof JsonNumber millis) {
                return Instant.ofEpochMilli(millis.longValueExact());
            }
        } catch (DateTimeParseException | ArithmeticException notATime) {
            return Instant.MAX;
        }
        return Instant.MAX;
    }
}
