package betterauth.jakarta.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts CDI for a test class, with the beans under test and the library's guards, and without a
 * server. The class path of the tests needs an implementation of CDI SE, such as Weld, and one of
 * Jakarta JSON Processing.
 *
 * <p>Parameters of a bean's type, and fields with {@code @Inject}, get the bean. The request scope
 * is active during each test. The caller is that of {@link WithCaller}.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@ExtendWith(GuardedBeansExtension.class)
public @interface GuardedBeans {

    /** The beans under test, and those that they need: no others are found. */
    Class<?>[] value();
}
