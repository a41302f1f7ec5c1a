package betterauth.jakarta.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class, or one test, a caller who was authenticated by a session. Guards of
 * CDI beans are in force for them, and {@code CurrentUser} answers for them, on the test's thread.
 *
 * <p>On a method it counts in place of the class's. A parameter of the type {@code CurrentUser} is
 * injected; for other beans see {@link GuardedBeans}. No server is needed or used.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(WithCallerExtension.class)
public @interface WithCaller {

    /** The user's id. */
    String id();

    /** The user's roles. */
    String[] roles() default "user";

    /** The user's display name; the id unless it is given. */
    String name() default "";

    /** The user's email address; {@code <id>@example.com} unless it is given. */
    String email() default "";

    /**
     * Fields of the application, such as {@code plan=pro} for a string, and {@code seats:=5} or
     * {@code tags:=["a","b"]} for other JSON.
     */
    String[] fields() default {};

    /** Whether the user is banned, and so refused. */
    boolean banned() default false;
}
