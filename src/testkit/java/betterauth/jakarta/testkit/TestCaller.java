package betterauth.jakarta.testkit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user of a {@link FakeBetterAuth}, and the credentials that they call with. Immutable: each
 * change is another caller.
 *
 * @since 0.1.0
 */
public final class TestCaller {

    private final Credentials credentials;
    private final User user;
    private final boolean isExpired;
    private final Map<String, @Nullable Object> claims;

    private TestCaller(
            Credentials credentials,
            User user,
            boolean isExpired,
            Map<String, @Nullable Object> claims) {
        this.credentials = credentials;
        this.user = user;
        this.isExpired = isExpired;
        this.claims = claims;
    }

    static TestCaller of(String id, Credentials credentials) {
        User user =
                new User(
                        id,
                        id,
                        id.toLowerCase(Locale.ROOT) + "@example.com",
                        "user",
                        false,
                        Map.of(),
                        credentials.now());
        return new TestCaller(credentials, user, false, Map.of());
    }

    /** With these roles, in place of {@code user}. */
    public TestCaller roles(String... roles) {
        return with(user.name(), user.email(), String.join(",", List.of(roles)), user.isBanned());
    }

    /** With this display name, in place of the id. */
    public TestCaller name(String name) {
        return with(name, user.email(), user.role(), user.isBanned());
    }

    /** With this email address. */
    public TestCaller email(String email) {
        return with(user.name(), email, user.role(), user.isBanned());
    }

    /**
     * With a field of the application.
     *
     * @param value null, a string, a number, a boolean, an {@link Instant} or a list of these
     */
    public TestCaller field(String name, @Nullable Object value) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(user.fields());
        fields.put(name, value);
        return new TestCaller(
                credentials,
                new User(
                        user.id(),
                        user.name(),
                        user.email(),
                        user.role(),
                        user.isBanned(),
                        fields,
                        user.createdAt()),
                isExpired,
                claims);
    }

    /**
     * With this claim in tokens, in place of what Better Auth says there: tokens that it would
     * never issue, which a server must reject.
     *
     * @param value what {@link #field} takes; null for a token without the claim
     */
    public TestCaller claim(String name, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(claims);
        changed.put(name, value);
        return new TestCaller(credentials, user, isExpired, changed);
    }

    /** Banned, with credentials from before the ban. */
    public TestCaller banned() {
        return with(user.name(), user.email(), user.role(), true);
    }

    /** With credentials that have expired. */
    public TestCaller expired() {
        return new TestCaller(credentials, user, true, claims);
    }

    /** A new JSON Web Token as a bearer token. */
    public TestCredential bearer() {
        return credentials.bearer(user, isExpired, claims);
    }

    /** A new session, by its token as a bearer token. */
    public TestCredential sessionToken() {
        return credentials.sessionToken(user, isExpired);
    }

    /** A new session, by its signed cookie, and with the cookie cache if there is one. */
    public TestCredential cookie() {
        return credentials.cookie(user, isExpired);
    }

    /** A new API key. */
    public TestCredential apiKey() {
        return credentials.apiKey(user, isExpired);
    }

    /**
     * A client that acts for this user.
     *
     * @param clientId the client's id
     */
    public TestClient through(String clientId) {
        return TestClient.of(clientId, user, credentials);
    }

    /** The user's id. */
    public String id() {
        return user.id();
    }

    @Override
    public String toString() {
        return "TestCaller[" + user.id() + "]";
    }

    private TestCaller with(String name, String email, String role, boolean isBanned) {
        return new TestCaller(
                credentials,
                new User(user.id(), name, email, role, isBanned, user.fields(), user.createdAt()),
                isExpired,
                claims);
    }
}
