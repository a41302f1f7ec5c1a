package betterauth.jakarta.token;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.Profile;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.CallerNames;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Decision;
import betterauth.jakarta.jose.CompactJws;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.Warning;
import java.time.Instant;

/** Decides who the caller with a {@code /token} JWT is. Keeps nothing. */
final class TokenVerifier {

    private static final String ACCESS_TOKEN =
            "An OAuth access token was rejected. Set better-auth.oauth.resource to the identifier of"
                    + " this API to accept access tokens";

    private final Warning accessToken = new Warning(Loggers.authentication());
    private final JwsVerifier verifier;
    private final Profile profile;
    private final ClaimsMapper identities;

    TokenVerifier(JwsVerifier verifier, Profile profile, ClaimsMapper identities) {
        this.verifier = verifier;
        this.profile = profile;
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
        if (AccessTokens.isTypeOf(jws.header()) && valid.claims().containsKey("client_id")) {
            accessToken.log(() -> ACCESS_TOKEN);
            return Decision.transientOf(
                    new Rejected(
                            RefusalCode.INVALID_TOKEN,
                            "OAuth access tokens are not accepted here"));
        }
        Authentication authentication =
                identities.identify(
                        AuthenticationMethod.JWT,
                        CallerNames.id(profile, valid.claims()).orElseThrow(),
                        valid.claims(),
                        null,
                        token);
        Instant until = authentication instanceof Verified ? valid.until() : Instant.MIN;
        return new Decision(authentication, until, valid.isKeyCurrent());
    }
}
