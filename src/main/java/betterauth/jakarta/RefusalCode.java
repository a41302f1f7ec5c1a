package betterauth.jakarta;

/**
 * Why a caller was refused: the {@code code} member of every problem answer.
 *
 * @since 0.1.0
 */
public enum RefusalCode {
    /** No credential was presented where one is required. */
    AUTHENTICATION_REQUIRED,
    /** The token has expired. */
    TOKEN_EXPIRED,
    /** The session of the token, or all sessions and tokens of its user, were revoked since. */
    TOKEN_REVOKED,
    /** The token is malformed, not from the issuer, not for this audience, or forged. */
    INVALID_TOKEN,
    /** The DPoP proof is absent, invalid, used already, or lacks the nonce (RFC 9449). */
    INVALID_DPOP_PROOF,
    /** The session is unknown, has ended, or its token is forged. */
    INVALID_SESSION,
    /** The API key is unknown, has expired, or is malformed. */
    INVALID_API_KEY,
    /** The caller is authenticated and lacks the role. */
    INSUFFICIENT_ROLE,
    /** The access token lacks a scope. */
    INSUFFICIENT_SCOPE,
    /** The caller is a client that acts for itself, where a user is required. */
    USER_REQUIRED,
    /** The user is banned. */
    USER_BANNED,
    /** A cookie was sent with an unsafe method by a page of an origin that is not allowed. */
    ORIGIN_NOT_ALLOWED,
    /** More than one credential of a kind was presented. */
    AMBIGUOUS_CREDENTIALS,
    /** The API key's own rate limit is exceeded. */
    RATE_LIMITED,
    /** Better Auth gave no answer in time, so the credential is undecided. */
    AUTH_SERVER_UNAVAILABLE
}
