package betterauth.jakarta.wiring;

import betterauth.jakarta.caller.Caller;
import betterauth.jakarta.caller.CallerFilter;
import betterauth.jakarta.caller.ContainerTokens;
import betterauth.jakarta.caller.RequestCallers;
import betterauth.jakarta.caller.SecurityEvents;
import betterauth.jakarta.caller.ServerTraits;
import betterauth.jakarta.config.Mechanism;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.cors.CorsPolicy;
import betterauth.jakarta.credential.CrossSiteCheck;
import betterauth.jakarta.issuer.Issuer;
import betterauth.jakarta.module.Authenticator;
import betterauth.jakarta.module.BetterAuthModule;
import betterauth.jakarta.module.RootContext;
import betterauth.jakarta.observe.CacheManagement;
import betterauth.jakarta.resource.ResourceMetadata;
import jakarta.inject.Inject;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebListener;
import java.util.EnumSet;

/**
 * Registers the module (Jakarta Authentication 3.0, section 3.9.1) and the filters for this
 * application when it starts, and removes the module when it stops. {@code SettingsCheck} has
 * checked the settings by then.
 */
@WebListener
public class Startup implements ServletContextListener {

    @Inject Settings settings;

    @Inject Authenticator authenticator;

    @Inject Issuer issuer;

    @Inject ContainerTokens containerTokens;

    @Inject SecurityEvents events;

    @Inject Caller caller;

    @Inject WebApplication application;

    @Inject Components components;

    @Inject Deployment deployment;

    private final CacheManagement management = new CacheManagement();
    private final Publishers publishers = new Publishers();
    private boolean registered;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        ServerTraits.find(context, caller);
        application.initialize(context);
        ServletAnswers answers =
                new ServletAnswers(
                        application.challenges(), new CorsPolicy(settings.cors()), events);
        // In this order before the application's own filters.
        components
                .events(settings, issuer)
                .map(EventsFilter::new)
                .ifPresent(
                        events ->
                                filter(
                                        context,
                                        events,
                                        EnumSet.of(DispatcherType.REQUEST),
                                        EventsFilter.PATH));
        RequestCallers callers =
                new RequestCallers(
                        settings.mechanism(),
                        containerTokens,
                        new CrossSiteCheck(settings.cors(), settings.isSecure())::allows);
        filter(
                context,
                new CallerFilter(callers, new RefusalFilter(answers)),
                EnumSet.allOf(DispatcherType.class),
                "/*");
        if (settings.mechanism() == Mechanism.MODULE) {
            BetterAuthModule module =
                    new BetterAuthModule(authenticator, answers, settings.jwt().profile());
            RootContext.namesOf(context)
                    .forEach(name -> factory().registerServerAuthModule(module, name));
            registered = true;
            management.register(issuer.caches(), issuer.url(), context.getContextPath());
        }
        if (settings.oauth().isEnabled()) {
            serve(
                    context,
                    new MetadataServlet(application.metadata()),
                    ResourceMetadata.PATH,
                    ResourceMetadata.PATH + "/*");
        }
        if (settings.oauth().logout().isEnabled()) {
            serve(context, new LogoutServlet(issuer::logout), LogoutServlet.PATH);
        }
        publishers.publish(context.getContextPath());
        deployment.log(context.getContextPath(), application.guards());
        if (registered) {
            components.look();
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        ServerTraits.forget();
        management.unregister();
        if (registered) {
            RootContext.namesOf(event.getServletContext())
                    .forEach(name -> factory().removeServerAuthModule(name));
        }
        publishers.withdraw();
    }

    /** Where the application has a servlet of its own there, that one stays. */
    private static void serve(ServletContext context, Servlet servlet, String... paths) {
        ServletRegistration.Dynamic registration =
                context.addServlet(servlet.getClass().getName(), servlet);
        registration.setAsyncSupported(true);
        registration.addMapping(paths);
    }

    private static void filter(
            ServletContext context,
            Filter filter,
            EnumSet<DispatcherType> dispatches,
            String pattern) {
        FilterRegistration.Dynamic registration =
                context.addFilter(filter.getClass().getName(), filter);
        if (registration == null) {
            throw new IllegalStateException("The library must be in the application once");
        }
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(dispatches, false, pattern);
    }

    private static AuthConfigFactory factory() {
        return AuthConfigFactory.getFactory();
    }
}
