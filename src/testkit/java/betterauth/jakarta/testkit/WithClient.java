package betterauth.jakarta.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class, or one test, an OAuth client as its caller, which acts for itself.
 * Beside {@link WithCaller} in the same place it acts for that user.
 *
 * <p>It is in force as a {@link WithCaller} is. A parameter of the type {@code CurrentClient} is
 * injected.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(WithCallerExtension.class)
public @interface WithClient {

    /** The client's id. */
    String id();

    /** The scopes of its access token. */
    String[] scopes() default {};
}
