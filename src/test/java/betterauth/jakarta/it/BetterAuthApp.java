package betterauth.jakarta.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Deploys an application to the server under test and starts the Better Auth that it asks, for the
 * tests of a class. These get at both by fields with {@code @ArquillianResource}: {@link Api},
 * {@code URI}, {@code BetterAuthServer}, {@link FaultProxy}, {@link FaultyServer}, {@link
 * StaticPages}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ArquillianExtension.class)
@interface BetterAuthApp {

    /** What Arquillian's {@code Deployer} calls the application. */
    String NAME = "_DEFAULT_";

    /**
     * Settings of the application, each {@code name=value}; {@code better-auth.url} is given, and
     * {@code ${http.port}} stands for the port of the server, here and in {@link #betterAuth}.
     */
    String[] settings() default {};

    /** Environment variables of Better Auth, each {@code NAME=value}. */
    String[] betterAuth() default {};

    /** What {@code better-auth.url} leads to. */
    Issuer issuer() default Issuer.REAL;

    /**
     * Whether Better Auth keeps its sessions in a {@code RedisProcess}, and they are read there.
     */
    boolean redis() default false;

    /**
     * Whether {@link StaticPages} of another origin, which the application allows, are started,
     * too.
     */
    boolean frontEnd() default false;

    /**
     * Classes whose whole packages make an application on the library. Without these and {@link
     * #classes}, the built WAR is deployed.
     */
    Class<?>[] packagesOf() default {};

    /** Single classes of an application on the library. */
    Class<?>[] classes() default {};

    /** The application's own configuration, a file of properties; empty for none. */
    String configuration() default "";

    /** The application's {@code web.xml}; empty for none. */
    String webXml() default "";

    /** Whether the application is deployed before the first test, and not by the tests. */
    boolean deployed() default true;

    /** What an application asks. */
    enum Issuer {
        /** A real Better Auth. */
        REAL,
        /** A real Better Auth behind a {@link FaultProxy}. */
        BEHIND_PROXY,
        /** A {@link FaultyServer}. */
        FAULTY,
        /** Nothing: nobody listens. */
        NONE
    }
}
