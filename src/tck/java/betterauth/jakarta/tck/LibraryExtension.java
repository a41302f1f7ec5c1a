package betterauth.jakarta.tck;

import betterauth.jakarta.it.Deployments;
import betterauth.jakarta.it.ServerSession;
import java.util.Map;
import org.jboss.arquillian.container.test.spi.client.deployment.ApplicationArchiveProcessor;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.TestClass;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Puts the library into each application of the MicroProfile JWT TCK, as an application developer
 * would who sets {@code better-auth.profile=mp-jwt}.
 */
public final class LibraryExtension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        new ServerSession().launcherSessionOpened(null);
        builder.service(ApplicationArchiveProcessor.class, Processor.class);
    }

    /** Adds the library, its settings and the descriptors that README names. */
    public static final class Processor implements ApplicationArchiveProcessor {

        @Override
        public void process(Archive<?> application, TestClass test) {
            WebArchive war = (WebArchive) application;
            // The TCK puts it where MicroProfile Config does not look in a WAR.
            Node config = war.delete("/META-INF/microprofile-config.properties");
            if (config != null) {
                war.addAsResource(config.getAsset(), "META-INF/microprofile-config.properties");
            }
            Deployments.addLibrary(
                    war,
                    Map.of(
                            "better-auth.url",
                            "http://localhost:1",
                            "better-auth.profile",
                            "mp-jwt"));
        }
    }
}
