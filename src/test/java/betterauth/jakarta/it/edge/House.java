package betterauth.jakarta.it.edge;

import betterauth.jakarta.Authenticated;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A stereotype that asks for less than the one beside it. */
@Stereotype
@Authenticated
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface House {}
