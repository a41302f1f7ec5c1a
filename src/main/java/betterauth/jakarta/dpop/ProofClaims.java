package betterauth.jakarta.dpop;

import betterauth.jakarta.jose.NumericDate;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which claims of proofs are accepted (RFC 9449, sections 4.2 and 4.3). */
final class ProofClaims {

    private static final int LONGEST_ID = 256;

    /** How far the client's clock may be ahead, as Better Auth has it. */
    private static final Duration AHEAD = Duration.ofSeconds(5);

    private final Duration maxAge;

    ProofClaims(Duration maxAge) {
        this.maxAge = maxAge;
    }

    /** What is wrong with the claims at the time {@code now}; empty if nothing is. */
    Optional<String> violation(
            JsonObject claims, DpopRequest request, String accessToken, Instant now) {
        String id = text(claims, "jti");
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            return Optional.of("The DPoP proof has no usable jti");
        }
        if (!text(claims, "htm").equals(request.method())) {
            return Optional.of("The DPoP proof's htm is not the request's method");
        }
        Optional<String> target = TargetUri.canonical(text(claims, "htu"));
        if (target.isEmpty() || !target.equals(TargetUri.canonical(request.uri()))) {
            return Optional.of("The DPoP proof's htu is not the request's URI");
        }
        return timeViolation(claims, now)
                .or(
                        () ->
                                isHashOf(accessToken, text(claims, "ath"))
                                        ? Optional.empty()
                                        : Optional.of(
                                                "The DPoP proof's ath is not the access token's hash"));
    }

    /** When a proof with these claims stops being accepted; its {@code iat} must be well-formed. */
    Instant acceptedUntil(JsonObject claims) {
        Instant tooOld = NumericDate.of(claims, "iat").orElseThrow().plus(maxAge);
        return NumericDate.of(claims, "exp").filter(tooOld::isAfter).orElse(tooOld);
    }

    static String text(JsonObject claims, String name) {
        return claims.get(name) instanceof JsonString text ? text.getString() : "";
    }

    private Optional<String> timeViolation(JsonObject claims, Instant now) {
        Optional<Instant> issued = NumericDate.of(claims, "iat");
        if (issued.isEmpty()) {
            return Optional.of("The DPoP proof has no usable iat");
        }
        Optional<Instant> notBefore = NumericDate.of(claims, "nbf");
        if ((claims.containsKey("nbf") && notBefore.isEmpty())
                || (claims.containsKey("exp") && NumericDate.of(claims, "exp").isEmpty())) {
            return Optional.of("The DPoP proof's nbf or exp is not a time");
        }
        Instant latest = now.plus(AHEAD);
        if (issued.get().isAfter(latest) || notBefore.filter(latest::isBefore).isPresent()) {
            return Optional.of("The DPoP proof was made in the future");
        }
        return acceptedUntil(claims).isAfter(now)
                ? Optional.empty()
                : Optional.of("The DPoP proof is too old");
    }

    private static boolean isHashOf(String accessToken, String hash) {
        String expected = Sha256.base64Url(accessToken.getBytes(StandardCharsets.US_ASCII));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                hash.getBytes(StandardCharsets.UTF_8));
    }
}
