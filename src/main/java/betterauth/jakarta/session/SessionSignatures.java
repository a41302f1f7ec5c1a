package betterauth.jakarta.session;

import betterauth.jakarta.credential.SessionCredential;
import betterauth.jakarta.credential.SessionCredential.BearerSession;
import betterauth.jakarta.credential.SessionCredential.SessionCookie;
import betterauth.jakarta.credential.SessionToken;
import betterauth.jakarta.jose.Hmac;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the signatures of session tokens, and has it checked whether the secret is the right
 * one. A cookie is always signed; a bearer token may be.
 */
final class SessionSignatures {

    private final @Nullable Hmac hmac;
    private final Optional<SecretCheck> secretCheck;
    private final boolean isRequired;

    /**
     * Verifies by a secret.
     *
     * @param hmac the HMAC with Better Auth's secret, or null: then the source verifies signatures
     * @param secretCheck tells whether the secret is the right one; empty where the source cannot
     * @param isRequired whether a bearer token must be signed, too
     */
    SessionSignatures(@Nullable Hmac hmac, Optional<SecretCheck> secretCheck, boolean isRequired) {
        this.isRequired = isRequired;
        this.hmac = hmac;
        this.secretCheck = secretCheck;
    }

    /** Whether a credential lacks the signature that it must have, or has an invalid one. */
    boolean isForged(SessionCredential credential, String callerAddress) {
        if (credential instanceof SessionCookie cookie) {
            return !cookie.token().isSigned()
                    || !isValid(cookie.token(), credential, callerAddress);
        }
        if (credential instanceof BearerSession bearer) {
            return bearer.token().isSigned()
                    ? !isValid(bearer.token(), credential, callerAddress)
                    : isRequired;
        }
        return false;
    }

    private boolean isValid(
            SessionToken token, SessionCredential credential, String callerAddress) {
        if (hmac == null) {
            return true;
        }
        boolean isValid =
                hmac.verifies(
                        token.value().getBytes(StandardCharsets.UTF_8), token.signatureBytes());
        secretCheck.ifPresent(
                check -> {
                    if (isValid) {
                        check.verified();
                    } else {
                        check.rejected(credential, callerAddress);
                    }
                });
        return isValid;
    }
}
