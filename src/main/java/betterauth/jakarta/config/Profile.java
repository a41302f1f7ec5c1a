package betterauth.jakarta.config;

/** Whose rules hold where Better Auth's tokens and MicroProfile JWT demand different things. */
public enum Profile {
    /** What is safe for Better Auth's tokens. */
    BETTER_AUTH,
    /** What MicroProfile JWT 2.1 demands of every implementation. */
    MP_JWT
}
