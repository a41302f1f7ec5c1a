package betterauth.jakarta.token;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.JwtSettings;
import betterauth.jakarta.config.Profile;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.CallerNames;
import betterauth.jakarta.jose.NumericDate;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Which claims are accepted (RFC 7519, section 4.1; RFC 8725, sections 3.8 to 3.10). */
final class ClaimsPolicy {

    private static final int LONGEST_SUBJECT = 256;

    private final JwtSettings settings;
    private final boolean needsSubject;

    ClaimsPolicy(JwtSettings settings) {
        this(settings, true);
    }

    private ClaimsPolicy(JwtSettings settings, boolean needsSubject) {
        this.settings = settings;
        this.needsSubject = needsSubject;
    }

    /** For tokens that may be about something else than a user. */
    static ClaimsPolicy withoutSubject(JwtSettings settings) {
        return new ClaimsPolicy(settings, false);
    }

    /** Why the claims are refused at the time {@code now}; empty if they are not. */
    Optional<Rejected> violation(JsonObject claims, Instant now) {
        if (!(claims.get("iss") instanceof JsonString issuer)
                || !issuer.getString().equals(settings.issuer())) {
            return invalid("The token's iss is not the expected issuer");
        }
        if (!settings.audiences().isEmpty()
                && !isFor(settings.audiences(), claims.getOrDefault("aud", JsonValue.NULL))) {
            return invalid("The token's aud names none of the expected audiences");
        }
        if (needsSubject
                && CallerNames.id(settings.profile(), claims)
                        .filter(id -> !id.isBlank() && id.length() <= LONGEST_SUBJECT)
                        .isEmpty()) {
            return invalid("The token has no usable sub");
        }
        return timeViolation(claims, now);
    }

    /** When a token with these claims stops being accepted; its {@code exp} must be well-formed. */
    Instant acceptedUntil(JsonObject claims) {
        Instant expiry = NumericDate.of(claims, "exp").orElseThrow().plus(settings.clockSkew());
        Duration maxAge = settings.maxAge();
        if (maxAge == null) {
            return expiry;
        }
        Instant tooOld =
                NumericDate.of(claims, "iat").orElseThrow().plus(maxAge).plus(settings.clockSkew());
        return tooOld.isBefore(expiry) ? tooOld : expiry;
    }

    private Optional<Rejected> timeViolation(JsonObject claims, Instant now) {
        Optional<Instant> notBefore = NumericDate.of(claims, "nbf");
        Optional<Instant> issued = NumericDate.of(claims, "iat");
        if (NumericDate.of(claims, "exp").isEmpty()) {
            return invalid("The token has no usable exp");
        }
        if ((notBefore.isEmpty() && claims.containsKey("nbf"))
                || (issued.isEmpty() && claims.containsKey("iat"))) {
            return invalid("The token's nbf or iat is not a time");
        }
        boolean needsIssued = settings.maxAge() != null || settings.profile() == Profile.MP_JWT;
        if (needsIssued && issued.isEmpty()) {
            return invalid("The token has no iat");
        }
        Instant latest = now.plus(settings.clockSkew());
        if (notBefore.filter(latest::isBefore).isPresent()) {
            return invalid("The token is not valid yet");
        }
        if (issued.filter(latest::isBefore).isPresent()) {
            return invalid("The token was issued in the future");
        }
        if (!now.isBefore(acceptedUntil(claims))) {
            return Optional.of(new Rejected(RefusalCode.TOKEN_EXPIRED, "The token has expired"));
        }
        return Optional.empty();
    }

    /** Whether an {@code aud} names one of these audiences. */
    static boolean isFor(Set<String> audiences, JsonValue audience) {
        if (audience instanceof JsonString one) {
            return audiences.contains(one.getString());
        }
        return audience instanceof JsonArray several
                && several.stream()
                        .anyMatch(
                                each ->
                                        each instanceof JsonString text
                                                && audiences.contains(text.getString()));
    }

    private static Optional<Rejected> invalid(String detail) {
        return Optional.of(new Rejected(RefusalCode.INVALID_TOKEN, detail));
    }
}
