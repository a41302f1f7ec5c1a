package betterauth.jakarta.testkit;

import betterauth.jakarta.SessionCache;
import betterauth.jakarta.caller.ContainerTokens;
import betterauth.jakarta.caller.SecurityEvents;
import betterauth.jakarta.caller.TestBinding;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.guard.AuthenticatedInterceptor;
import betterauth.jakarta.guard.Guard;
import betterauth.jakarta.guard.RequireRoleInterceptor;
import betterauth.jakarta.guard.RequireScopeInterceptor;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.SecurityContext;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A CDI extension that puts the library's guards in force, and {@code CurrentUser}, where there is
 * no server. {@link GuardedBeans} adds it; tests that start CDI in another way, such as with
 * Weld-JUnit, add it themselves. It is found in no other way.
 *
 * @since 0.1.0
 */
public class GuardExtension implements Extension {

    private static final List<Class<?>> INTERCEPTORS =
            List.of(
                    AuthenticatedInterceptor.class,
                    RequireRoleInterceptor.class,
                    RequireScopeInterceptor.class);

    private final Set<Class<?>> discovered = new HashSet<>();

    void configure(@Observes BeforeBeanDiscovery event) {
        SettingsOfTests.install();
    }

    /** What puts the library together on a server has no place without one. */
    void leaveOutServer(@Observes ProcessAnnotatedType<?> event) {
        Class<?> type = event.getAnnotatedType().getJavaClass();
        String name = type.getPackageName();
        if (name.equals("betterauth.jakarta.wiring") || name.equals("betterauth.jakarta.app")) {
            event.veto();
        } else {
            discovered.add(type);
        }
    }

    void addLibrary(@Observes AfterTypeDiscovery event) {
        Stream.of(TestBinding.beans(), INTERCEPTORS, List.<Class<?>>of(Guard.class))
                .flatMap(List::stream)
                .filter(type -> !discovered.contains(type))
                .forEach(
                        type ->
                                event.addAnnotatedType(
                                        type, GuardExtension.class.getName() + type));
        enable(INTERCEPTORS, event.getInterceptors());
        enable(
                TestBinding.beans().stream()
                        .filter(type -> type.isAnnotationPresent(Alternative.class))
                        .toList(),
                event.getAlternatives());
    }

    /** A type that is added here is not enabled by its priority. */
    private static void enable(List<Class<?>> types, List<Class<?>> enabled) {
        types.stream().filter(type -> !enabled.contains(type)).forEach(enabled::add);
    }

    void addParts(@Observes AfterBeanDiscovery event) {
        add(event, Settings.class, SettingsOfTests::read);
        add(event, SecurityEvents.class, () -> new SecurityEvents(Clock.systemUTC()));
        add(event, ContainerTokens.class, GuardExtension::containerTokens);
        add(event, SecurityContext.class, TestSecurityContext::new);
        add(event, SessionCache.class, () -> sessionId -> {});
    }

    private static <T> void add(AfterBeanDiscovery event, Class<T> type, Supplier<T> value) {
        event.<T>addBean()
                .types(type, Object.class)
                .scope(Singleton.class)
                .id(GuardExtension.class.getName() + type)
                .beanClass(GuardExtension.class)
                .createWith(context -> value.get());
    }

    private static ContainerTokens containerTokens() {
        Settings settings = SettingsOfTests.read();
        return new ContainerTokens(
                settings.jwt(),
                new ClaimsMapper(new Roles(settings.user().rolesClaims()), Clock.systemUTC()));
    }
}
