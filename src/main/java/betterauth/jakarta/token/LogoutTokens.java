package betterauth.jakarta.token;

import betterauth.jakarta.cache.CredentialHash;
import betterauth.jakarta.config.JwtSettings;
import betterauth.jakarta.config.LogoutSettings;
import betterauth.jakarta.config.OAuthSettings;
import betterauth.jakarta.config.Profile;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.jose.CompactJws;
import betterauth.jakarta.jose.NumericDate;
import betterauth.jakarta.keys.KeySource;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Verifies logout tokens (OpenID Connect Back-Channel Logout 1.0, section 2.6). Safe for use by
 * many threads.
 *
 * <p>A token counts once, as far as this node remembers: it remembers 10,000. One that counted
 * again would change nothing, since it ends what had begun when it was issued.
 */
public final class LogoutTokens {

    private static final Set<String> TYPES = Set.of("logout+jwt");
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final int LONGEST_ID = 256;
    private static final int MAXIMUM_REMEMBERED = 10_000;

    private final JwsVerifier verifier;
    private final int maxLength;
    private final Clock clock;
    private final Cache<CredentialHash, Instant> seen =
            Caffeine.newBuilder().maximumSize(MAXIMUM_REMEMBERED).executor(Runnable::run).build();

    LogoutTokens(
            JwtSettings tokens,
            OAuthSettings oauth,
            LogoutSettings logout,
            KeySource keys,
            Clock clock) {
        JwtSettings settings = settings(tokens, oauth, logout);
        this.maxLength = settings.maxLength();
        this.clock = clock;
        this.verifier =
                new JwsVerifier(
                        settings,
                        TYPES,
                        ClaimsPolicy.withoutSubject(settings),
                        ClaimMismatch.ofLogoutTokens(settings),
                        keys,
                        clock);
    }

    /** Decides about a logout token. */
    public LogoutOutcome verify(String token) {
        Optional<CompactJws> jws =
                token.length() > maxLength ? Optional.empty() : CompactJws.parse(token);
        if (jws.isEmpty()) {
            return new LogoutOutcome.Invalid(
                    "The logout token is malformed, encrypted or too long");
        }
        JsonObject claims = jws.get().claims();
        Optional<String> violation = violation(claims);
        if (violation.isPresent()) {
            return new LogoutOutcome.Invalid(violation.get());
        }
        Verification verification = verifier.verify(jws.get());
        return verification instanceof Verification.Valid valid
                ? ended(claims, valid.until())
                : undone((Verification.Invalid) verification);
    }

    private LogoutOutcome ended(JsonObject claims, Instant until) {
        CredentialHash id = CredentialHash.of(claims.getString("jti"));
        Instant earlier = seen.asMap().put(id, until);
        if (earlier != null && earlier.isAfter(clock.instant())) {
            return new LogoutOutcome.Invalid("The logout token was used before");
        }
        return new LogoutOutcome.Ended(
                text(claims, "sid"),
                text(claims, "sub"),
                NumericDate.of(claims, "iat").orElseThrow());
    }

    private static LogoutOutcome undone(Verification.Invalid invalid) {
        if (invalid.reason() instanceof Unavailable unavailable) {
            return new LogoutOutcome.Unavailable(unavailable.detail(), unavailable.retryAfter());
        }
        return new LogoutOutcome.Invalid(
                invalid.reason() instanceof Rejected rejected
                        ? rejected.detail()
                        : "The logout token is invalid");
    }

    private static Optional<String> violation(JsonObject claims) {
        boolean isLogout =
                claims.get("events") instanceof JsonObject events
                        && events.get(EVENT) instanceof JsonObject;
        if (!isLogout) {
            return Optional.of("The logout token's events do not name a back-channel logout");
        }
        if (claims.containsKey("nonce")) {
            return Optional.of("The logout token has a nonce, as ID tokens have");
        }
        if (text(claims, "jti") == null) {
            return Optional.of("The logout token has no usable jti");
        }
        if (NumericDate.of(claims, "iat").isEmpty()) {
            return Optional.of("The logout token has no usable iat");
        }
        boolean namesAny = claims.containsKey("sid") || claims.containsKey("sub");
        boolean isUsable =
                Stream.of("sid", "sub")
                        .allMatch(name -> !claims.containsKey(name) || text(claims, name) != null);
        return namesAny && isUsable
                ? Optional.empty()
                : Optional.of("The logout token has no usable sid or sub");
    }

    private static @Nullable String text(JsonObject claims, String name) {
        return claims.get(name) instanceof JsonString text
                        && !text.getString().isBlank()
                        && text.getString().length() <= LONGEST_ID
                ? text.getString()
                : null;
    }

    private static JwtSettings settings(
            JwtSettings tokens, OAuthSettings oauth, LogoutSettings logout) {
        return new JwtSettings(
                Profile.BETTER_AUTH,
                oauth.issuer(),
                logout.clientIds(),
                tokens.publicKeyAlgorithms(),
                null,
                tokens.provider(),
                tokens.maxLength(),
                0,
                0,
                tokens.clockSkew(),
                null,
                null);
    }
}
