package betterauth.jakarta.jose;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** Times in claims (RFC 7519, section 2). */
public final class NumericDate {

    private static final BigDecimal LATEST = BigDecimal.valueOf(253_402_300_799L); // year 9999

    private NumericDate() {}

    /**
     * The claim's time, its fraction cut off; empty if it is absent, no number, negative or later
     * than the year 9999.
     */
    public static Optional<Instant> of(JsonObject claims, String name) {
        if (!(claims.get(name) instanceof JsonNumber number)) {
            return Optional.empty();
        }
        BigDecimal seconds = number.bigDecimalValue();
        return seconds.signum() < 0 || seconds.compareTo(LATEST) > 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(seconds.longValue()));
    }
}
