package betterauth.jakarta.observe;

/**
 * The loggers, one for each topic. Their names are a contract with administrators: the guides of
 * the servers list them.
 */
public final class Loggers {

    private static final String PREFIX = "betterauth.jakarta.";

    private Loggers() {}

    /** What stops a deployment, and what an administrator is shown. */
    public static System.Logger deployment() {
        return System.getLogger(PREFIX + "deployment");
    }

    /** Credentials that are ignored because of the configuration, and internal errors. */
    public static System.Logger authentication() {
        return System.getLogger(PREFIX + "authentication");
    }

    /** Fetches of key sets. */
    public static System.Logger keys() {
        return System.getLogger(PREFIX + "keys");
    }

    /** Look-ups of sessions. */
    public static System.Logger sessions() {
        return System.getLogger(PREFIX + "sessions");
    }

    /** Refusals, one line each, within bounds. */
    public static System.Logger security() {
        return System.getLogger(PREFIX + "security");
    }
}
