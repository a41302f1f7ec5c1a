package betterauth.jakarta.problem;

import betterauth.jakarta.RefusalCode;

/**
 * What the answers of a code have in common.
 *
 * @param status the HTTP status
 * @param title the {@code title} of the problem details (RFC 9457, section 3.1.3)
 */
record ProblemType(int status, String title, Challenge challenge) {

    /** What {@code WWW-Authenticate} says, an error code of RFC 6750, section 3.1, or less. */
    enum Challenge {
        /** No challenge: another credential would not help, or nothing is known of this one. */
        NONE,
        /** Without an error: there was no credential (RFC 6750, section 3.1). */
        PLAIN,
        INVALID_REQUEST,
        INVALID_TOKEN,
        /** RFC 9449, section 7.1, or {@code use_dpop_nonce} of section 9. */
        INVALID_DPOP_PROOF,
        INSUFFICIENT_SCOPE
    }

    static ProblemType of(RefusalCode code) {
        return switch (code) {
            case AUTHENTICATION_REQUIRED -> of(401, "Authentication required", Challenge.PLAIN);
            case TOKEN_REVOKED -> of(401, "Token revoked", Challenge.INVALID_TOKEN);
            case INVALID_DPOP_PROOF -> of(401, "Invalid DPoP proof", Challenge.INVALID_DPOP_PROOF);
            case TOKEN_EXPIRED -> of(401, "Token expired", Challenge.INVALID_TOKEN);
            case INVALID_TOKEN -> of(401, "Invalid token", Challenge.INVALID_TOKEN);
            case INVALID_SESSION -> of(401, "Invalid session", Challenge.INVALID_TOKEN);
            case INVALID_API_KEY -> of(401, "Invalid API key", Challenge.INVALID_TOKEN);
            case INSUFFICIENT_ROLE -> of(403, "Insufficient role", Challenge.NONE);
            case INSUFFICIENT_SCOPE -> of(403, "Insufficient scope", Challenge.INSUFFICIENT_SCOPE);
            case USER_REQUIRED -> of(403, "User required", Challenge.NONE);
            case USER_BANNED -> of(403, "User banned", Challenge.NONE);
            case ORIGIN_NOT_ALLOWED -> of(403, "Origin not allowed", Challenge.NONE);
            case AMBIGUOUS_CREDENTIALS ->
                    of(400, "Ambiguous credentials", Challenge.INVALID_REQUEST);
            case RATE_LIMITED -> of(429, "Rate limited", Challenge.NONE);
            case AUTH_SERVER_UNAVAILABLE ->
                    of(503, "Authentication server unavailable", Challenge.NONE);
        };
    }

    private static ProblemType of(int status, String title, Challenge challenge) {
        return new ProblemType(status, title, challenge);
    }
}
