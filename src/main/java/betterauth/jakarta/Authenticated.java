package betterauth.jakarta;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Requires an authenticated caller.
 *
 * <p>Stands on a type, a method or a CDI stereotype; on Jakarta REST resources, EJBs and CDI beans.
 * The most specific place wins: what a method says replaces what its type says, and a type replaces
 * its stereotypes. Two annotations in one place both apply. An anonymous caller gets {@link
 * AuthenticationRequiredException}, a banned user, or a client that acts for no user, {@link
 * AccessDeniedException}, and {@link AuthServerUnavailableException} is thrown where that is
 * undecided.
 *
 * @see RequireRole
 * @see RequireScope
 * @since 0.1.0
 */
@Documented
@Inherited
@InterceptorBinding
@Retention(RUNTIME)
@Target({TYPE, METHOD})
public @interface Authenticated {}
