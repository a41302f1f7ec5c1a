package betterauth.jakarta;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Requires an access token with scopes (RFC 6749, section 3.3), of a client that acts for a user or
 * for itself.
 *
 * <p>A user in person, by a session, an API key or a JSON Web Token of {@code /token}, has granted
 * nothing to anybody, so that scopes do not limit them; {@link #firstParty()} says otherwise.
 *
 * <p>Stands where {@link Authenticated} may stand, and by the same rule the most specific place
 * wins. Beside {@link Authenticated} or {@link RequireRole} both apply: then a client that acts for
 * itself is refused. A caller without the scopes gets {@link AccessDeniedException}, an anonymous
 * one {@link AuthenticationRequiredException}. Scopes are compared exactly.
 *
 * @see CurrentClient
 * @since 0.1.0
 */
@Documented
@Inherited
@InterceptorBinding
@Retention(RUNTIME)
@Target({TYPE, METHOD})
public @interface RequireScope {

    /** {@return the scopes; at least one, each a {@code scope-token} of RFC 6749, section 3.3} */
    @Nonbinding
    String[] value();

    /** {@return whether all of the scopes are needed, which is the default, or one is enough} */
    @Nonbinding
    Match match() default Match.ALL;

    /** {@return whether a user in person is admitted, which is the default} */
    @Nonbinding
    boolean firstParty() default true;

    /** How many of the scopes a token needs. */
    enum Match {
        /** Every one of them. */
        ALL,
        /** One of them. */
        ANY
    }
}
