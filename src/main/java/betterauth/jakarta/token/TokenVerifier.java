package betterauth.jakarta.token;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.JwtSettings;
import betterauth.jakarta.config.Secret;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.Identities;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies signed tokens (RFC 7519, section 7.2; RFC 8725): cheap checks first, the signature last,
 * nobody known before it. Keeps nothing.
 */
final class TokenVerifier {

    private final JwtSettings settings;
    private final HeaderPolicy headers;
    private final ClaimsPolicy claims;
    private final KeySource keys;
    private final Identities identities;
    private final Clock clock;

    TokenVerifier(JwtSettings settings, KeySource keys, Identities identities, Clock clock) {
        this.settings = settings;
        this.headers = new HeaderPolicy(settings.algorithms());
        this.claims = new ClaimsPolicy(settings);
        this.keys = keys;
        this.identities = identities;
        this.clock = clock;
    }

    /**
     * Decides about a token.
     *
     * @param token the token as it was presented
     * @param jws the parts of the token, or of the one that was encrypted in it
     */
    Decision verify(String token, CompactJws jws) {
        Optional<String> objection = headers.objection(jws.header());
        if (objection.isPresent()) {
            return refused(objection.get());
        }
        Optional<Rejected> rejection = claims.objection(jws.claims(), clock.instant());
        if (rejection.isPresent()) {
            return Decision.passing(rejection.get());
        }
        JwsAlgorithm algorithm = headers.algorithm(jws.header()).orElseThrow();
        Secret secret = settings.secret();
        if (algorithm == JwsAlgorithm.HS256) {
            return secret != null && jws.isSignedBy(Hmac.sha256(secret.bytes()))
                    ? accepted(token, jws, null)
                    : refused("The token's signature does not hold");
        }
        return verifySigned(token, jws, algorithm);
    }

    /** Whether a decision's key still verifies. */
    boolean isCurrent(Decision decision) {
        return decision.key() == null || keys.isCurrent(decision.key());
    }

    private Decision verifySigned(String token, CompactJws jws, JwsAlgorithm algorithm) {
        KeySource.Answer answer = keys.find(jws.header().kid(), algorithm);
        if (answer instanceof KeySource.Answer.Unknown unknown) {
            return Decision.passing(
                    new Unavailable("The token's key could not be fetched", unknown.retryAfter()));
        }
        if (!(answer instanceof KeySource.Answer.Found found)) {
            return refused("The token's key is unknown or not for its alg");
        }
        if (!jws.isSignedBy(found.key(), algorithm)) {
            return refused("The token's signature does not hold");
        }
        return accepted(token, jws, found.key());
    }

    private Decision accepted(String token, CompactJws jws, @Nullable VerificationKey key) {
        Authentication authentication =
                identities.identify(
                        AuthenticationMethod.JWT,
                        jws.claims().getString("sub"),
                        jws.claims(),
                        null,
                        token);
        Instant expiry =
                authentication instanceof Verified
                        ? claims.acceptedUntil(jws.claims())
                        : Instant.MIN;
        return new Decision(authentication, expiry, key);
    }

    private static Decision refused(String detail) {
        return Decision.passing(new Rejected(RefusalCode.INVALID_TOKEN, detail));
    }
}
