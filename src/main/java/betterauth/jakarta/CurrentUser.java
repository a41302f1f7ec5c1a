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
 */
public interface CurrentUser {

    /** Whether the caller is authenticated. Never throws. */
    boolean isAuthenticated();

    /** The user's id in Better Auth ({@code sub}). */
    String id();

    /** The user's email address, lower case; empty if the token does not carry it. */
    Optional<String> email();

    /** The user's display name; empty if the token does not carry it. */
    Optional<String> name();

    /** The user's roles, the same as the server's; empty for an anonymous caller. Never throws. */
    Set<String> roles();

    /** Whether the caller has the role {@code role}. Never throws. */
    default boolean hasRole(String role) {
        return roles().contains(role);
    }

    /** The kind of credential that the caller presented. */
    AuthenticationMethod method();

    /** The session, if the caller was authenticated by one; empty for a token. */
    Optional<UserSession> session();

    /**
     * A field of the user, or a claim of the token, by its name in Better Auth.
     *
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
     * @throws IllegalArgumentException if a field is absent or of another type, such as {@code
     *     Field Plan.seats is a string, expected int}, or if {@code type} has a component of a type
     *     that is none of these
     */
    <T extends Record> T fields(Class<T> type);

    /**
     * The names of the fields that have a default ({@code better-auth.field-defaults}), in their
     * order.
     */
    List<String> customFields();

    /**
     * A field as a string; what is no string is given as its JSON text.
     *
     * @return its value; its default if the user has none; the empty string without a default
     */
    String customField(String name);

    /**
     * How well the user knows software; {@code Beginner} unless the user or the settings say more.
     */
    default String softwareBackground() {
        return customField("softwareBackground");
    }

    /** What hardware the user knows; {@code None} unless the user or the settings say more. */
    default String hardwareBackground() {
        return customField("hardwareBackground");
    }

    /** What the user wants to learn; {@code AI} unless the user or the settings say more. */
    default String interestArea() {
        return customField("interestArea");
    }
}
