package betterauth.jakarta;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The caller. Inject it anywhere: {@code @Inject CurrentUser user;}.
 *
 * <p>One injected instance serves all requests and threads; each call answers for the caller of the
 * thread that makes it. It works in Jakarta REST resources, EJBs (asynchronous ones too), CDI
 * beans, servlets, and tasks of a {@code ManagedExecutorService}. It was verified when the request
 * came in and does not change until the request ends.
 *
 * <p>For an anonymous caller {@link #isAuthenticated()} is false, {@link #roles()} is empty, and
 * every other method throws {@link AuthenticationRequiredException} with the reason. For a banned
 * user it throws {@link AccessDeniedException}, where the caller is undecided {@link
 * AuthServerUnavailableException}.
 *
 * @since 0.1.0
 */
public interface CurrentUser {

    /** {@return whether the caller is authenticated} Never throws. */
    boolean isAuthenticated();

    /** {@return the user's id in Better Auth ({@code sub})} */
    String id();

    /** {@return the user's email address, lower case; empty if the token does not carry it} */
    Optional<String> email();

    /** {@return the user's display name; empty if the token does not carry it} */
    Optional<String> name();

    /** {@return the user's roles, the server's too; empty for an anonymous caller} Never throws. */
    Set<String> roles();

    /**
     * {@return whether the caller has a role} Never throws.
     *
     * @param role the role, compared exactly
     */
    default boolean hasRole(String role) {
        return roles().contains(role);
    }

    /** {@return the kind of credential that the caller presented} */
    AuthenticationMethod method();

    /** {@return the session, if the caller was authenticated by one; empty for a token} */
    Optional<UserSession> session();

    /**
     * A field of the user, or a claim of the token, by its name in Better Auth.
     *
     * @param <T> the type of the value
     * @param name the name, exactly
     * @param type {@code String}, {@code Boolean}, {@code Integer}, {@code Long}, {@code Double},
     *     {@link java.math.BigDecimal}, {@link java.time.Instant} (of an ISO-8601 string, or of a
     *     number of seconds), {@link List} (of strings) or a {@code jakarta.json.JsonValue}
     * @return the value; empty if the field is absent or null
     * @throws IllegalArgumentException if the field is of another type, or {@code type} is none of
     *     these
     */
    <T> Optional<T> field(String name, Class<T> type);

    /**
     * The user's fields as a record of your application, each by the name of a component:
     *
     * <pre>{@code
     * record Plan(String plan, int seats, List<String> tags, Optional<Instant> trialEnds) {}
     * }</pre>
     *
     * <p>It is the same for a session and for a token, as far as the token carries the fields. A
     * field that is absent or null has its default ({@code better-auth.field-defaults}). Without
     * one, a component of type {@link Optional} is empty, and any other component is refused.
     *
     * <p>A component is a {@code String}, {@code boolean}, {@code int}, {@code long}, {@code
     * double} or its wrapper, {@link java.math.BigDecimal}, {@link java.time.Instant} (of an
     * ISO-8601 string, or of a number of seconds), {@link java.time.LocalDate}, an enum (case is
     * ignored, a hyphen is an underscore), a {@code jakarta.json.JsonValue}, a record, or a {@link
     * List} or {@link Set} of these. Numbers and booleans may be strings. What the record's own
     * constructor throws is thrown as it is.
     *
     * @param <T> the record
     * @param type its class
     * @return a new record
     * @throws IllegalArgumentException if a field is absent or of another type, such as {@code
     *     Field Plan.seats is a string, expected int}, or if {@code type} has a component of a type
     *     that is none of these
     */
    <T extends Record> T fields(Class<T> type);

    /**
     * {@return the names of the fields that have a default ({@code better-auth.field-defaults}), in
     * their order}
     */
    List<String> customFields();

    /**
     * A field as a string; what is no string is given as its JSON text.
     *
     * @param name the field's name
     * @return its value; its default if the user has none; the empty string without a default
     */
    String customField(String name);

    /**
     * {@return how well the user knows software; {@code Beginner} unless the user or the settings
     * say more}
     */
    default String softwareBackground() {
        return customField("softwareBackground");
    }

    /**
     * {@return what hardware the user knows; {@code None} unless the user or the settings say more}
     */
    default String hardwareBackground() {
        return customField("hardwareBackground");
    }

    /**
     * {@return what the user wants to learn; {@code AI} unless the user or the settings say more}
     */
    default String interestArea() {
        return customField("interestArea");
    }
}
