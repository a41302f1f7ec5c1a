package betterauth.jakarta.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.credential.Credential;
import betterauth.jakarta.credential.SessionCredential.BearerSession;
import betterauth.jakarta.credential.SessionToken;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.introspection.http.Introspection;
import betterauth.jakarta.issuer.Issuer;
import betterauth.jakarta.spi.SessionAnswer.Absent;
import betterauth.jakarta.spi.SessionSource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientBuilderResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComponentsTest {

    private final CountDownLatch isAsked = new CountDownLatch(1);
    private final CountDownLatch isAnswered = new CountDownLatch(1);
    private final ExecutorService requests = Executors.newCachedThreadPool();
    private final Components components = new Components();

    @BeforeEach
    void replaceRestClients() throws ReflectiveOperationException {
        RestClientBuilderResolver.setInstance(
                new RestClientBuilderResolver() {
                    @Override
                    public RestClientBuilder newBuilder() {
                        return builder();
                    }
                });
        Field threads = Components.class.getDeclaredField("threads");
        threads.setAccessible(true);
        threads.set(
                components,
                Proxy.newProxyInstance(
                        ComponentsTest.class.getClassLoader(),
                        new Class<?>[] {ManagedThreadFactory.class},
                        (proxy, method, arguments) -> new Thread((Runnable) arguments[0])));
    }

    @AfterEach
    void stop() {
        isAnswered.countDown();
        components.stop();
        requests.shutdownNow();
        RestClientBuilderResolver.setInstance(null);
    }

    /** Whoever invents opaque tokens keeps Better Auth busy, and nobody from their session. */
    @Test
    void leavesSessionsThreadsWhileTokensAreIntrospected() throws Exception {
        Settings settings = settings();
        Issuer issuer =
                components.issuer(settings, components.identities(settings), instance(source()));
        for (int i = 0; i < 8; i++) {
            Credential token = new Credential.OpaqueToken("oat_" + i, null);
            String address = "192.0.2." + i;
            requests.execute(() -> issuer.authenticate(token, address));
        }
        assertThat(isAsked.await(5, TimeUnit.SECONDS)).isTrue();

        Authentication session =
                issuer.authenticate(
                        new Credential.Session(
                                new BearerSession(new SessionToken("s".repeat(32), null))),
                        "198.51.100.1");

        assertThat(session)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected ->
                                assertThat(rejected.code()).isEqualTo(RefusalCode.INVALID_SESSION));
    }

    private static Settings settings() {
        Map<String, String> values = new HashMap<>();
        values.put("better-auth.url", "https://auth.example.com");
        values.put("better-auth.session.max-calls", "1");
        values.put("better-auth.session.read-timeout", "PT1S");
        values.put("better-auth.oauth.resource", "https://api.example.com");
        values.put("better-auth.oauth.client-id", "orders");
        values.put("better-auth.oauth.client-secret", "s");
        values.put("better-auth.oauth.opaque-prefix", "oat_");
        return Settings.read(new ConfigValues(key -> Optional.ofNullable(values.get(key))));
    }

    private static SessionSource source() {
        return query -> new Absent();
    }

    @SuppressWarnings("unchecked") // A proxy has no type arguments
    private static Instance<SessionSource> instance(SessionSource source) {
        return (Instance<SessionSource>)
                Proxy.newProxyInstance(
                        ComponentsTest.class.getClassLoader(),
                        new Class<?>[] {Instance.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "isUnsatisfied" -> false;
                                    case "get" -> source;
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }

    /** Its client does not answer. */
    private RestClientBuilder builder() {
        return (RestClientBuilder)
                Proxy.newProxyInstance(
                        ComponentsTest.class.getClassLoader(),
                        new Class<?>[] {RestClientBuilder.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("build") ? silent() : proxy);
    }

    private Introspection silent() {
        return new Introspection() {
            @Override
            public Response introspect(String authorization, String forwardedFor, String form) {
                isAsked.countDown();
                try {
                    isAnswered.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                throw new IllegalStateException("stopped");
            }

            @Override
            public void close() {}
        };
    }
}
