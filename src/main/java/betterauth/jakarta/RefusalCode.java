package betterauth.jakarta;

/** Why a caller was not let in: the {@code code} member of every problem answer. */
public enum RefusalCode {
    /** Nothing was presented where something is needed. */
    AUTHENTICATION_REQUIRED,
    /** The token was good once. */
    TOKEN_EXPIRED,
    /** The token does not hold. */
    INVALID_TOKEN,
    /** The session is unknown, ended or forged. */
    INVALID_SESSION,
    /** The API key is unknown, ended or malformed. */
    INVALID_API_KEY,
    /** The caller is known but lacks the role. */
    INSUFFICIENT_ROLE,
    /** The user is banned. */
    USER_BANNED,
    /** A cookie came with an unsafe method from a page of a foreign origin. */
    ORIGIN_NOT_ALLOWED,
    /** More than one credential of a kind was presented. */
    AMBIGUOUS_CREDENTIALS,
    /** The API key's own limit is used up. */
    RATE_LIMITED,
    /** Better Auth could not be asked, so nothing was decided. */
    AUTH_SERVER_UNAVAILABLE
}
