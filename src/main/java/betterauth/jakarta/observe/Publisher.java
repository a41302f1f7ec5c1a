package betterauth.jakarta.observe;

/** Shows an application's counters by an API that a server may have. */
public interface Publisher {

    /**
     * Begins to show them.
     *
     * @param contextPath tells the applications of one server apart; empty for the root
     */
    void publish(String contextPath);

    /** Takes back what was shown. */
    void withdraw();
}
