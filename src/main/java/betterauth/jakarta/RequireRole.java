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
 * Requires a caller with a role; implies {@link Authenticated}.
 *
 * <p>Stands where {@link Authenticated} may stand, and by the same rule the most specific place
 * wins. Roles are compared exactly, letter by letter. A caller without the role gets {@link
 * AccessDeniedException}, an anonymous one {@link AuthenticationRequiredException}.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@InterceptorBinding
@Retention(RUNTIME)
@Target({TYPE, METHOD})
public @interface RequireRole {

    /** {@return the roles; at least one, none of them blank} */
    @Nonbinding
    String[] value();

    /** {@return whether one of the roles is enough, which is the default, or all are needed} */
    @Nonbinding
    Match match() default Match.ANY;

    /** How many of the roles a caller needs. */
    enum Match {
        /** One of them. */
        ANY,
        /** Every one of them. */
        ALL
    }
}
