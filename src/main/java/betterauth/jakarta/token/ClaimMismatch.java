package betterauth.jakarta.token;

import betterauth.jakarta.config.JwtSettings;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.PlainText;
import betterauth.jakarta.observe.Warning;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Warns of tokens that Better Auth has signed for another issuer or audience than the configured
 * one. Anybody can write such claims, so only a valid signature makes them worth a line.
 */
final class ClaimMismatch {

    private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

    private final JwtSettings settings;
    private final Warning otherIssuer = new Warning(Loggers.authentication());
    private final LongSupplier nanoTime;
    private final AtomicLong nextAttempt;
    private final Warning otherAudience = new Warning(Loggers.authentication());

    ClaimMismatch(JwtSettings settings) {
        this(settings, System::nanoTime);
    }

    ClaimMismatch(JwtSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.nextAttempt = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * Looks at the claims of a rejected token.
     *
     * @param isSigned verifies the signature, which is asked for only if a line would be logged
     */
    void check(JsonObject claims, BooleanSupplier isSigned) {
        if (!(claims.get("iss") instanceof JsonString issuer)) {
            return;
        }
        if (!issuer.getString().equals(settings.issuer())) {
            if (otherIssuer.isDue() && mayAttempt() && isSigned.getAsBoolean()) {
                otherIssuer.log(() -> issuerLine(issuer.getString()));
            }
        } else if (otherAudience.isDue()
                && isForOthers(claims)
                && mayAttempt()
                && isSigned.getAsBoolean()) {
            otherAudience.log(() -> audienceLine(claims.getOrDefault("aud", JsonValue.NULL)));
        }
    }

    /** A signature needs a key, which may have to be fetched: once a minute is enough. */
    private boolean mayAttempt() {
        long now = nanoTime.getAsLong();
        long next = nextAttempt.get();
        return now - next >= 0 && nextAttempt.compareAndSet(next, now + INTERVAL_NANOS);
    }

    private boolean isForOthers(JsonObject claims) {
        return !settings.audiences().isEmpty()
                && !ClaimsPolicy.isFor(
                        settings.audiences(), claims.getOrDefault("aud", JsonValue.NULL));
    }

    private String issuerLine(String issuer) {
        return "A token was rejected: iss is "
                + PlainText.of(issuer)
                + ", expected "
                + settings.issuer()
                + ". Set mp.jwt.verify.issuer to the issuer of Better Auth's tokens";
    }

    private String audienceLine(JsonValue audience) {
        return "A token was rejected: aud is "
                + PlainText.of(audience.toString())
                + ", expected one of "
                + settings.audiences()
                + ". Set mp.jwt.verify.audiences to the audience of Better Auth's tokens";
    }
}
