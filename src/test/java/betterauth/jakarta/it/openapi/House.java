package betterauth.jakarta.it.openapi;

import betterauth.jakarta.RequireRole;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Brings a scope and a guard. */
@Stereotype
@RequestScoped
@RequireRole("resident")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface House {}
