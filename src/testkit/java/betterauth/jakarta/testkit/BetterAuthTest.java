package betterauth.jakarta.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts a {@link FakeBetterAuth} for a test class, and sets its settings as system properties
 * while the class runs.
 *
 * <p>A server in this JVM reads them by MicroProfile Config. A server elsewhere gets them by {@link
 * FakeBetterAuth#environment()} or, in the archive, by {@link FakeBetterAuth#properties()}.
 *
 * <p>Fields and parameters of the types {@link FakeBetterAuth} and {@link Callers} are injected. A
 * static field has its value before other extensions, which stand below this annotation, start a
 * server. Faults end with each test.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@ExtendWith(BetterAuthExtension.class)
public @interface BetterAuthTest {

    /** The algorithm by which tokens are signed. */
    TokenAlgorithm algorithm() default TokenAlgorithm.EDDSA;

    /** The form of the cookie cache. */
    CookieCache cookieCache() default CookieCache.OFF;

    /** Other settings of the server, such as {@code better-auth.protected-paths=/api/*}. */
    String[] settings() default {};
}
