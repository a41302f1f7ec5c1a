package betterauth.jakarta.mechanism;

import betterauth.jakarta.caller.ContainerTokens;
import betterauth.jakarta.caller.SecurityEvents;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.identity.Identities;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.session.RestSessionEndpoint;
import betterauth.jakarta.session.SessionAuthenticator;
import betterauth.jakarta.session.SessionAuthenticators;
import betterauth.jakarta.token.TokenAuthenticator;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Puts the application together: where settings, server and decisions meet. */
@ApplicationScoped
public class Components {

    private static final int FETCH_THREADS = 4;
    private static final int MOST_WAITING_FETCHES = 64;
    private static final int IDLE_SECONDS = 30;

    private final Clock clock = Clock.systemUTC();
    private final Collection<Runnable> ends = new ConcurrentLinkedQueue<>();

    @Resource private @Nullable ManagedThreadFactory threads;

    @Produces
    @Singleton
    Settings settings() {
        return SettingsCheck.read();
    }

    @Produces
    @Singleton
    Identities identities(Settings settings) {
        return new Identities(new Roles(settings.user().rolesClaims()), clock);
    }

    @Produces
    @Singleton
    ContainerTokens containerTokens(Settings settings, Identities identities) {
        return new ContainerTokens(settings.jwt(), identities);
    }

    @Produces
    @Singleton
    SecurityEvents events() {
        return new SecurityEvents(clock);
    }

    @Produces
    @Singleton
    TokenAuthenticator tokens(Settings settings, Identities identities) {
        Executor fetches =
                pool(FETCH_THREADS, FETCH_THREADS, new LinkedBlockingQueue<>(MOST_WAITING_FETCHES));
        return TokenAuthenticator.create(settings, identities, clock, fetches);
    }

    /** The pool is the bound on calls: without a free thread it refuses the next one. */
    @Produces
    @Singleton
    SessionAuthenticator sessions(
            Settings settings, TokenAuthenticator tokens, Identities identities) {
        Executor calls = pool(0, settings.session().maxCalls(), new SynchronousQueue<>());
        RestSessionEndpoint endpoint = new RestSessionEndpoint(settings);
        ends.add(endpoint::close);
        return SessionAuthenticators.create(
                settings, endpoint, tokens.sessionCacheTokens(), identities, clock, calls);
    }

    @Produces
    @Singleton
    Authenticator authenticator(
            Settings settings, TokenAuthenticator tokens, SessionAuthenticator sessions) {
        return new Authenticator(
                new CredentialReader(settings), tokens, sessions, settings.session().enabled());
    }

    @PreDestroy
    void stop() {
        ends.forEach(Runnable::run);
    }

    private Executor pool(int least, int most, BlockingQueue<Runnable> queue) {
        if (threads == null) {
            throw new IllegalStateException("Server has no default ManagedThreadFactory");
        }
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(least, most, IDLE_SECONDS, TimeUnit.SECONDS, queue, threads);
        if (least > 0) {
            pool.allowCoreThreadTimeOut(true);
        }
        ends.add(pool::shutdownNow);
        return pool;
    }
}
