package betterauth.jakarta.token;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.JwtSettings;
import betterauth.jakarta.config.Secret;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.jose.CompactJws;
import betterauth.jakarta.jose.Hmac;
import betterauth.jakarta.keys.KeySource;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies signed tokens of one kind (RFC 7519, section 7.2; RFC 8725): cheap checks first, the
 * signature last, nothing believed before it.
 */
final class JwsVerifier {

    private final @Nullable Secret secret;
    private final HeaderPolicy headers;
    private final ClaimsPolicy claims;
    private final ClaimMismatch mismatch;
    private final KeySource keys;
    private final Clock clock;

    /**
     * Verifies by these settings.
     *
     * @param types what {@code typ} may be, in lower case; the empty string stands for none
     */
    JwsVerifier(JwtSettings settings, Set<String> types, KeySource keys, Clock clock) {
        this(settings, types, ClaimMismatch.ofTokens(settings, System::nanoTime), keys, clock);
    }

    /**
     * Verifies by these settings.
     *
     * @param mismatch warns of tokens that the settings are wrong for
     */
    JwsVerifier(
            JwtSettings settings,
            Set<String> types,
            ClaimMismatch mismatch,
            KeySource keys,
            Clock clock) {
        this(settings, types, new ClaimsPolicy(settings), mismatch, keys, clock);
    }

    /**
     * Verifies by these settings, and claims by a policy other than the usual one.
     *
     * @param claims the policy
     */
    JwsVerifier(
            JwtSettings settings,
            Set<String> types,
            ClaimsPolicy claims,
            ClaimMismatch mismatch,
            KeySource keys,
            Clock clock) {
        this.secret = settings.secret();
        this.headers = new HeaderPolicy(settings.algorithms(), types);
        this.claims = claims;
        this.mismatch = mismatch;
        this.keys = keys;
        this.clock = clock;
    }

    Verification verify(CompactJws jws) {
        Optional<String> violation = headers.violation(jws.header());
        if (violation.isPresent()) {
            return rejected(violation.get());
        }
        Optional<Rejected> rejection = claims.violation(jws.claims(), clock.instant());
        if (rejection.isPresent()) {
            mismatch.check(jws.claims(), () -> isSigned(jws));
            return new Verification.Invalid(rejection.get());
        }
        JwsAlgorithm algorithm = headers.algorithm(jws.header()).orElseThrow();
        return algorithm == JwsAlgorithm.HS256 ? verifyHmac(jws) : verifySignature(jws, algorithm);
    }

    /** Whether the signature is valid, whatever the claims say. */
    private boolean isSigned(CompactJws jws) {
        JwsAlgorithm algorithm = headers.algorithm(jws.header()).orElseThrow();
        if (algorithm == JwsAlgorithm.HS256) {
            return secret != null && jws.isSignedBy(Hmac.sha256(secret.bytes()));
        }
        return keys.find(jws.header().kid(), algorithm) instanceof KeySource.Answer.Found found
                && jws.isSignedBy(found.key(), algorithm);
    }

    private Verification verifyHmac(CompactJws jws) {
        return secret != null && jws.isSignedBy(Hmac.sha256(secret.bytes()))
                ? valid(jws, () -> true)
                : rejected("The token's signature is invalid");
    }

    private Verification verifySignature(CompactJws jws, JwsAlgorithm algorithm) {
        KeySource.Answer answer = keys.find(jws.header().kid(), algorithm);
        if (answer instanceof KeySource.Answer.Unknown unknown) {
            return new Verification.Invalid(
                    new Unavailable("The token's key could not be fetched", unknown.retryAfter()));
        }
        if (!(answer instanceof KeySource.Answer.Found found)) {
            return rejected("The token's key is unknown or not for its alg");
        }
        return jws.isSignedBy(found.key(), algorithm)
                ? valid(jws, () -> keys.isCurrent(found.key()))
                : rejected("The token's signature is invalid");
    }

    private Verification valid(CompactJws jws, BooleanSupplier isKeyCurrent) {
        return new Verification.Valid(
                jws.claims(), claims.acceptedUntil(jws.claims()), isKeyCurrent);
    }

    private static Verification rejected(String detail) {
        return new Verification.Invalid(new Rejected(RefusalCode.INVALID_TOKEN, detail));
    }
}
