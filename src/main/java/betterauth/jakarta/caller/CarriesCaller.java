package betterauth.jakarta.caller;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Marks asynchronous methods of EJBs; {@link CarriedCallers} adds it. */
@InterceptorBinding
@Retention(RUNTIME)
@Target({TYPE, METHOD})
@interface CarriesCaller {

    /** The annotation, for an annotated type. */
    final class Literal extends AnnotationLiteral<CarriesCaller> implements CarriesCaller {

        static final Literal INSTANCE = new Literal();

        private static final long serialVersionUID = 1L;
    }
}
