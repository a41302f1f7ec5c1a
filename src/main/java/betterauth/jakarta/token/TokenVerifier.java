package betterauth.jakarta.token;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.Identities;
import java.time.Instant;

/** Tells the caller of an access token. Keeps nothing. */
final class TokenVerifier {

    private final JwsVerifier verifier;
    private final Identities identities;

    TokenVerifier(JwsVerifier verifier, Identities identities) {
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
        if (verification instanceof Verification.Fails fails) {
            return Decision.passing(fails.reason());
        }
        Verification.Holds holds = (Verification.Holds) verification;
        Authentication authentication =
                identities.identify(
                        AuthenticationMethod.JWT,
                        holds.claims().getString("sub"),
                        holds.claims(),
                        null,
                        token);
        Instant until = authentication instanceof Verified ? holds.until() : Instant.MIN;
        return new Decision(authentication, until, holds.key());
    }

    /** Whether a decision's key still verifies. */
    boolean isCurrent(Decision decision) {
        return decision.key() == null || verifier.isCurrent(decision.key());
    }
}
