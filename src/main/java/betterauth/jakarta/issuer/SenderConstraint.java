package betterauth.jakarta.issuer;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.dpop.DpopError;
import betterauth.jakarta.dpop.DpopFailure;
import betterauth.jakarta.dpop.DpopProofs;
import betterauth.jakarta.dpop.DpopRequest;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.ClientGrant;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Lets a token that is bound to a key count only with the proof of that key, and the scheme {@code
 * DPoP} only for such a token (RFC 9449, section 7.1).
 */
public final class SenderConstraint {

    private final DpopProofs proofs;

    SenderConstraint(DpopProofs proofs) {
        this.proofs = proofs;
    }

    /** Puts the parts together for these settings. */
    public static SenderConstraint create(Settings settings, Clock clock) {
        return new SenderConstraint(
                DpopProofs.create(
                        settings.oauth().dpop(),
                        settings.jwt(),
                        settings.session().secrets(),
                        clock));
    }

    /**
     * Decides whether a verified token counts in this request.
     *
     * @param verified the outcome for the token, whoever may present it
     * @param dpop the request with its proofs; null where the token is presented by itself
     */
    Authentication check(Authentication verified, String token, @Nullable DpopRequest dpop) {
        ClientGrant client = verified.client();
        String thumbprint = client == null ? null : client.thumbprint();
        if (verified.principal() == null || (thumbprint == null && dpop == null)) {
            return verified;
        }
        if (thumbprint == null) {
            return invalidToken("The token is bound to no key: present it as a bearer token");
        }
        if (dpop == null) {
            return invalidToken("The access token is bound to a key: present it with a DPoP proof");
        }
        return proofs.violation(dpop, token, thumbprint)
                .map(SenderConstraint::outcome)
                .orElse(verified);
    }

    private static Authentication outcome(DpopFailure failure) {
        if (failure instanceof DpopFailure.Unavailable full) {
            return new Unavailable(full.detail(), full.retryAfter());
        }
        DpopFailure.Refused refused = (DpopFailure.Refused) failure;
        return refused.error() == DpopError.INVALID_TOKEN
                ? invalidToken(refused.detail())
                : new Rejected(
                        RefusalCode.INVALID_DPOP_PROOF, refused.detail(), null, refused.nonce());
    }

    private static Rejected invalidToken(String detail) {
        return new Rejected(RefusalCode.INVALID_TOKEN, detail);
    }
}
