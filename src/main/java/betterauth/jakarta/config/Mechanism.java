package betterauth.jakarta.config;

/** Who validates a caller's credential. */
public enum Mechanism {
    /** This project's own module: tokens, sessions and API keys. */
    MODULE,
    /** The server's own MicroProfile JWT: tokens only. */
    CONTAINER
}
