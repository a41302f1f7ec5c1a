package betterauth.jakarta.token;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.JwtSettings;
import betterauth.jakarta.config.Secret;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies signed tokens of one kind (RFC 7519, section 7.2; RFC 8725): cheap checks first, the
 * signature last, nothing believed before it.
 */
final class JwsVerifier {

    private final @Nullable Secret secret;
    private final HeaderPolicy headers;
    private final ClaimsPolicy claims;
    private final KeySource keys;
    private final Clock clock;

    /**
     * Verifies by these settings.
     *
     * @param types what {@code typ} may be, in lower case; the empty string stands for none
     */
    JwsVerifier(JwtSettings settings, Set<String> types, KeySource keys, Clock clock) {
        this.secret = settings.secret();
        this.headers = new HeaderPolicy(settings.algorithms(), types);
        this.claims = new ClaimsPolicy(settings);
        this.keys = keys;
        this.clock = clock;
    }

    Verification verify(CompactJws jws) {
        Optional<String> objection = headers.objection(jws.header());
        if (objection.isPresent()) {
            return refused(objection.get());
        }
        Optional<Rejected> rejection = claims.objection(jws.claims(), clock.instant());
        if (rejection.isPresent()) {
            return new Verification.Fails(rejection.get());
        }
        JwsAlgorithm algorithm = headers.algorithm(jws.header()).orElseThrow();
        return algorithm == JwsAlgorithm.HS256 ? verifyHmac(jws) : verifySignature(jws, algorithm);
    }

    boolean isCurrent(VerificationKey key) {
        return keys.isCurrent(key);
    }

    private Verification verifyHmac(CompactJws jws) {
        return secret != null && jws.isSignedBy(Hmac.sha256(secret.bytes()))
                ? holds(jws, null)
                : refused("The token's signature does not hold");
    }

    private Verification verifySignature(CompactJws jws, JwsAlgorithm algorithm) {
        KeySource.Answer answer = keys.find(jws.header().kid(), algorithm);
        if (answer instanceof KeySource.Answer.Unknown unknown) {
            return new Verification.Fails(
                    new Unavailable("The token's key could not be fetched", unknown.retryAfter()));
        }
        if (!(answer instanceof KeySource.Answer.Found found)) {
            return refused("The token's key is unknown or not for its alg");
        }
        return jws.isSignedBy(found.key(), algorithm)
                ? holds(jws, found.key())
                : refused("The token's signature does not hold");
    }

    private Verification holds(CompactJws jws, @Nullable VerificationKey key) {
        return new Verification.Holds(jws.claims(), claims.acceptedUntil(jws.claims()), key);
    }

    private static Verification refused(String detail) {
        return new Verification.Fails(new Rejected(RefusalCode.INVALID_TOKEN, detail));
    }
}
