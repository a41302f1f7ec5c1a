package betterauth.jakarta.load.app;

import betterauth.jakarta.module.RootContext;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Registers the {@link TrustingModule}. */
@WebListener
public class TrustingStartup implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        RootContext.namesOf(event.getServletContext())
                .forEach(
                        name ->
                                AuthConfigFactory.getFactory()
                                        .registerServerAuthModule(new TrustingModule(), name));
    }
}
