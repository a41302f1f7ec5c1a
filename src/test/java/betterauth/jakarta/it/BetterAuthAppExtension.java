package betterauth.jakarta.it;

import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.RedisProcess;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.util.List;
import org.jboss.arquillian.container.spi.client.deployment.DeploymentDescription;
import org.jboss.arquillian.container.spi.client.deployment.TargetDescription;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.test.impl.enricher.resource.URIResourceProvider;
import org.jboss.arquillian.container.test.spi.client.deployment.DeploymentScenarioGenerator;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.arquillian.test.spi.TestClass;
import org.jboss.arquillian.test.spi.enricher.resource.ResourceProvider;
import org.jboss.arquillian.test.spi.event.suite.AfterClass;

/** Teaches Arquillian {@link BetterAuthApp}. */
public final class BetterAuthAppExtension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.service(DeploymentScenarioGenerator.class, Generator.class)
                .service(ResourceProvider.class, ApiProvider.class)
                .service(ResourceProvider.class, BetterAuthProvider.class)
                .service(ResourceProvider.class, FaultProxyProvider.class)
                .service(ResourceProvider.class, FaultyServerProvider.class)
                .service(ResourceProvider.class, StaticPagesProvider.class)
                .service(ResourceProvider.class, RedisProvider.class)
                .observer(End.class);
    }

    /** Starts what the annotation asks for, and makes the archive. */
    public static final class Generator implements DeploymentScenarioGenerator {

        @Override
        public List<DeploymentDescription> generate(TestClass test) {
            BetterAuthApp app = test.getAnnotation(BetterAuthApp.class);
            if (app == null) {
                return List.of();
            }
            TestIssuer issuer = TestIssuer.start(app);
            DeploymentDescription deployment =
                    new DeploymentDescription(
                            BetterAuthApp.NAME, Deployments.of(app, issuer.settings()));
            deployment.setTarget(TargetDescription.DEFAULT);
            deployment.setProtocol(ProtocolDescription.DEFAULT);
            deployment.shouldBeTestable(false).shouldBeManaged(app.deployed());
            return List.of(deployment);
        }
    }

    /** Gives a test the deployed application. */
    public static final class ApiProvider extends URIResourceProvider {

        @Override
        public boolean canProvide(Class<?> type) {
            return type == Api.class;
        }

        @Override
        public Object lookup(ArquillianResource resource, Annotation... qualifiers) {
            return new Api((URI) super.lookup(resource, qualifiers));
        }
    }

    /** Gives a test one of the things that were started for it. */
    public abstract static class IssuerProvider implements ResourceProvider {

        private final Class<?> type;

        IssuerProvider(Class<?> type) {
            this.type = type;
        }

        @Override
        public boolean canProvide(Class<?> type) {
            return type == this.type;
        }

        @Override
        public Object lookup(ArquillianResource resource, Annotation... qualifiers) {
            return TestIssuer.started(type);
        }
    }

    /** Gives a test the real Better Auth. */
    public static final class BetterAuthProvider extends IssuerProvider {

        public BetterAuthProvider() {
            super(BetterAuthServer.class);
        }
    }

    /** Gives a test the proxy before Better Auth. */
    public static final class FaultProxyProvider extends IssuerProvider {

        public FaultProxyProvider() {
            super(FaultProxy.class);
        }
    }

    /** Gives a test the server that stands in for Better Auth. */
    public static final class FaultyServerProvider extends IssuerProvider {

        public FaultyServerProvider() {
            super(FaultyServer.class);
        }
    }

    /** Gives a test the front end. */
    public static final class StaticPagesProvider extends IssuerProvider {

        public StaticPagesProvider() {
            super(StaticPages.class);
        }
    }

    /** Gives a test the Redis of Better Auth. */
    public static final class RedisProvider extends IssuerProvider {

        public RedisProvider() {
            super(RedisProcess.class);
        }
    }

    /** Stops what was started for a class. */
    public static final class End {

        void stop(@Observes AfterClass event) {
            TestIssuer.stop();
        }
    }
}
