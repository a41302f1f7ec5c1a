package betterauth.jakarta.token;

/** What acts on the end of a session. Safe for use by many threads. */
public interface SessionEnds {

    /** Revokes what stands on the session, or on all sessions of the user. */
    void ended(LogoutOutcome.Ended end);
}
