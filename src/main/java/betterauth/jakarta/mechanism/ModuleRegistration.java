package betterauth.jakarta.mechanism;

import betterauth.jakarta.config.Mechanism;
import betterauth.jakarta.config.Settings;
import jakarta.inject.Inject;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Registers {@link BetterAuthModule} for this application when it starts, and removes it when it
 * stops (Jakarta Authentication 3.0, section 3.9.1). {@link SettingsCheck} has checked the settings
 * by then.
 */
@WebListener
public class ModuleRegistration implements ServletContextListener {

    @Inject Settings settings;

    @Inject Authenticator authenticator;

    private final CacheManagement management = new CacheManagement();
    private boolean registered;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (settings.mechanism() == Mechanism.MODULE) {
            BetterAuthModule module = new BetterAuthModule(authenticator);
            RootContext.namesOf(event.getServletContext())
                    .forEach(name -> factory().registerServerAuthModule(module, name));
            registered = true;
            management.register(authenticator.caches(), event.getServletContext().getContextPath());
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        management.unregister();
        if (registered) {
            RootContext.namesOf(event.getServletContext())
                    .forEach(name -> factory().removeServerAuthModule(name));
        }
    }

    private static AuthConfigFactory factory() {
        return AuthConfigFactory.getFactory();
    }
}
