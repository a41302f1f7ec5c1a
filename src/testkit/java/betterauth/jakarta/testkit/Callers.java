package betterauth.jakarta.testkit;

/**
 * The users and clients of a {@link FakeBetterAuth} who call the server under test.
 *
 * <pre>{@code
 * callers.user("ada").roles("admin").field("plan", "pro").bearer()
 * callers.client("reports").scopes("orders:read").bearer()
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Callers {

    private final Credentials credentials;

    Callers(Credentials credentials) {
        this.credentials = credentials;
    }

    /**
     * A user with the role {@code user}, who exists once a credential is taken.
     *
     * @param id the user's id; the email address is {@code <id>@example.com}
     */
    public TestCaller user(String id) {
        return TestCaller.of(id, credentials);
    }

    /**
     * A client that acts for itself (RFC 6749, section 4.4). For one that acts for a user see
     * {@link TestCaller#through}.
     *
     * @param id the client's id
     */
    public TestClient client(String id) {
        return TestClient.of(id, null, credentials);
    }
}
