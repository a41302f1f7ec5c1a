package betterauth.jakarta.mechanism;

import betterauth.jakarta.config.Settings;
import betterauth.jakarta.config.Values;
import betterauth.jakarta.identity.Identities;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.token.TokenAuthenticator;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Puts the application together: the one place where settings, server and decisions meet. */
@ApplicationScoped
public class Components {

    private static final int FETCH_THREADS = 4;
    private static final int MOST_WAITING_FETCHES = 64;

    @Resource private @Nullable ManagedThreadFactory threads;

    private @Nullable ExecutorService fetches;

    @Produces
    @Singleton
    Settings settings() {
        Config config = ConfigProvider.getConfig();
        return Settings.read(new Values(key -> config.getOptionalValue(key, String.class)));
    }

    @Produces
    @Singleton
    TokenAuthenticator tokens(Settings settings) {
        Clock clock = Clock.systemUTC();
        Identities identities = new Identities(new Roles(settings.user().rolesClaims()), clock);
        return TokenAuthenticator.create(settings, identities, clock, fetches());
    }

    @Produces
    @Singleton
    Authenticator authenticator(Settings settings, TokenAuthenticator tokens) {
        return new Authenticator(new CredentialReader(settings.jwt().cookie()), tokens);
    }

    @PreDestroy
    void stop() {
        if (fetches != null) {
            fetches.shutdownNow();
        }
    }

    private synchronized ExecutorService fetches() {
        ThreadFactory factory = threads;
        if (factory == null) {
            throw new IllegalStateException("Server has no default ManagedThreadFactory");
        }
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        FETCH_THREADS,
                        FETCH_THREADS,
                        30,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(MOST_WAITING_FETCHES),
                        factory);
        pool.allowCoreThreadTimeOut(true);
        fetches = pool;
        return pool;
    }
}
