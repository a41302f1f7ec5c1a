package betterauth.jakarta;

/**
 * The kind of credential by which a caller was authenticated.
 *
 * @since 0.1.0
 */
public enum AuthenticationMethod {
    /** A JSON Web Token that Better Auth issued, verified by this project. */
    JWT("jwt"),
    /** A Better Auth session, by cookie or as a bearer token. */
    SESSION("session"),
    /** An API key of Better Auth's {@code api-key} plugin. */
    API_KEY("api-key"),
    /** An OAuth access token, by a client that acts for the user. */
    ACCESS_TOKEN("access-token"),
    /** A JSON Web Token verified by the server's own MicroProfile JWT. */
    MP_JWT("mp-jwt");

    private final String label;

    AuthenticationMethod(String label) {
        this.label = label;
    }

    /** {@return the name used in HTTP answers, such as {@code api-key}} */
    public String label() {
        return label;
    }
}
