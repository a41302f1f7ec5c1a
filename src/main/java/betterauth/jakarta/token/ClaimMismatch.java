package betterauth.jakarta.token;

import betterauth.jakarta.config.JwtSettings;
import betterauth.jakarta.config.OAuthSettings;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.PlainText;
import betterauth.jakarta.observe.Warning;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Warns of tokens that Better Auth has signed for another issuer or audience than the configured
 * one. Anybody can write such claims, so only a valid signature makes them worth a line.
 */
final class ClaimMismatch {

    private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

    private final String issuer;
    private final Set<String> audiences;
    private final String issuerKey;
    private final String audienceKey;
    private final Warning otherIssuer = new Warning(Loggers.authentication());
    private final LongSupplier nanoTime;
    private final AtomicLong nextAttempt;
    private final Warning otherAudience = new Warning(Loggers.authentication());

    private ClaimMismatch(
            String issuer,
            Set<String> audiences,
            String issuerKey,
            String audienceKey,
            LongSupplier nanoTime) {
        this.issuer = issuer;
        this.audiences = audiences;
        this.issuerKey = issuerKey;
        this.audienceKey = audienceKey;
        this.nanoTime = nanoTime;
        this.nextAttempt = new AtomicLong(nanoTime.getAsLong());
    }

    /** For the tokens of {@code /token}, and those of the same settings. */
    static ClaimMismatch ofTokens(JwtSettings settings, LongSupplier nanoTime) {
        return new ClaimMismatch(
                settings.issuer(),
                settings.audiences(),
                "mp.jwt.verify.issuer",
                "mp.jwt.verify.audiences",
                nanoTime);
    }

    /** For OAuth access tokens. */
    static ClaimMismatch ofAccessTokens(OAuthSettings settings) {
        return new ClaimMismatch(
                settings.issuer(),
                Set.copyOf(settings.resources()),
                "better-auth.oauth.issuer",
                "better-auth.oauth.resource",
                System::nanoTime);
    }

    /** For logout tokens, by their own settings. */
    static ClaimMismatch ofLogoutTokens(JwtSettings settings) {
        return new ClaimMismatch(
                settings.issuer(),
                settings.audiences(),
                "better-auth.oauth.issuer",
                "better-auth.oauth.logout.client-ids",
                System::nanoTime);
    }

    /**
     * Looks at the claims of a rejected token.
     *
     * @param isSigned verifies the signature, which is asked for only if a line would be logged
     */
    void check(JsonObject claims, BooleanSupplier isSigned) {
        if (!(claims.get("iss") instanceof JsonString found)) {
            return;
        }
        if (isOfAClient(claims) && issuerKey.startsWith("mp.jwt")) {
            return;
        }
        if (!found.getString().equals(issuer)) {
            if (otherIssuer.isDue() && mayAttempt() && isSigned.getAsBoolean()) {
                otherIssuer.log(() -> issuerLine(found.getString()));
            }
        } else if (otherAudience.isDue()
                && isForOthers(claims)
                && mayAttempt()
                && isSigned.getAsBoolean()) {
            otherAudience.log(() -> audienceLine(claims.getOrDefault("aud", JsonValue.NULL)));
        }
    }

    /**
     * ID tokens and access tokens have these claims (OpenID Connect Core 1.0, section 2; RFC 9068,
     * section 2.2): no setting should let them pass for a token of {@code /token}.
     */
    private static boolean isOfAClient(JsonObject claims) {
        return Stream.of("client_id", "azp", "auth_time", "nonce", "at_hash", "acr")
                .anyMatch(claims::containsKey);
    }

    /** A signature needs a key, which may have to be fetched: once a minute is enough. */
    private boolean mayAttempt() {
        long now = nanoTime.getAsLong();
        long next = nextAttempt.get();
        return now - next >= 0 && nextAttempt.compareAndSet(next, now + INTERVAL_NANOS);
    }

    private boolean isForOthers(JsonObject claims) {
        return !audiences.isEmpty()
                && !ClaimsPolicy.isFor(audiences, claims.getOrDefault("aud", JsonValue.NULL));
    }

    private String issuerLine(String found) {
        return "A token was rejected: iss is "
                + PlainText.of(found)
                + ", expected "
                + issuer
                + ". Set "
                + issuerKey
                + " to the issuer of Better Auth's tokens";
    }

    private String audienceLine(JsonValue found) {
        return "A token was rejected: aud is "
                + PlainText.of(found.toString())
                + ", expected one of "
                + audiences
                + ". Set "
                + audienceKey
                + " to the audience of Better Auth's tokens";
    }
}
