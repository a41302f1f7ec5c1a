package betterauth.jakarta;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Opens a Jakarta REST resource, or one method of it, to everyone: also below a protected path, and
 * also where its type is guarded, since the most specific place wins. In one place with {@link
 * Authenticated}, {@link RequireRole} or {@link RequireScope} it does nothing, and neither on a
 * sub-resource locator of a guarded type, since what it locates is guarded by that type.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Retention(RUNTIME)
@Target({TYPE, METHOD})
public @interface PublicAccess {}
