package betterauth.jakarta.token;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Decision;
import betterauth.jakarta.jose.CompactJws;
import java.time.Instant;

/** Decides who the caller with a {@code /token} JWT is. Keeps nothing. */
final class TokenVerifier {

    private final JwsVerifier verifier;
    private final ClaimsMapper identities;

    TokenVerifier(JwsVerifier verifier, ClaimsMapper identities) {
        this.verifier = verifier;
        this.identities = identities;
    }

    /**
     * Decides about a token.
     *
     * @param token the token as it was presented
     * @param jws the parts of the token, or of the one that was encrypted in it
     */
    Decision verify(String token, CompactJws jws) {
        Verification verification = verifier.verify(jws);
        if (verification instanceof Verification.Invalid invalid) {
            return Decision.transientOf(invalid.reason());
        }
        Verification.Valid valid = (Verification.Valid) verification;
        Authentication authentication =
                identities.identify(
                        AuthenticationMethod.JWT,
                        valid.claims().getString("sub"),
                        valid.claims(),
                        null,
                        token);
        Instant until = authentication instanceof Verified ? valid.until() : Instant.MIN;
        return new Decision(authentication, until, valid.isKeyCurrent());
    }
}
