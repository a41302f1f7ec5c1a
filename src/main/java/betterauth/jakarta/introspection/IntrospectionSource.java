package betterauth.jakarta.introspection;

/** Asks about access tokens. Safe for use by many threads. */
@FunctionalInterface
public interface IntrospectionSource {

    /**
     * Asks about one token; waits for the answer.
     *
     * @param callerAddress the address of whoever presented it, by which Better Auth counts its
     *     rate limit
     */
    IntrospectionAnswer ask(String token, String callerAddress);
}
