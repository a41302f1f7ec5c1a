package betterauth.jakarta.session.cookie;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** The {@code exp} of a token that caches a session. */
final class ExpClaim {

    private static final int MAXIMUM_DIGITS = 12;

    private ExpClaim() {}

    /** The time; empty without a whole number of seconds of a sensible size. */
    static Optional<Instant> of(JsonObject claims) {
        return claims.get("exp") instanceof JsonNumber number
                        && number.isIntegral()
                        && number.bigDecimalValue().precision() <= MAXIMUM_DIGITS
                ? Optional.of(Instant.ofEpochSecond(number.longValue()))
                : Optional.empty();
    }
}
