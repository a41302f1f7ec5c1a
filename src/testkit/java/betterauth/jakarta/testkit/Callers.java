package betterauth.jakarta.testkit;

/**
 * The users of a {@link FakeBetterAuth} who call the server under test.
 *
 * <pre>{@code
 * callers.user("ada").roles("admin").field("plan", "pro").bearer()
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
}
