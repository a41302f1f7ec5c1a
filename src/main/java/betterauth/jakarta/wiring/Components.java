package betterauth.jakarta.wiring;

import betterauth.jakarta.AuthenticationFailed;
import betterauth.jakarta.AuthenticationSucceeded;
import betterauth.jakarta.caller.ContainerTokens;
import betterauth.jakarta.caller.SecurityEvents;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.credential.CredentialReader;
import betterauth.jakarta.events.EventReceiver;
import betterauth.jakarta.events.SessionEvent;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.issuer.Issuer;
import betterauth.jakarta.issuer.SenderConstraint;
import betterauth.jakarta.module.Authenticator;
import betterauth.jakarta.observe.AuthenticationCounters;
import betterauth.jakarta.observe.CallStatistics;
import betterauth.jakarta.session.SessionAuthenticators;
import betterauth.jakarta.spi.SessionSource;
import betterauth.jakarta.token.LogoutOutcome;
import betterauth.jakarta.token.TokenAuthenticator;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Puts the application together: where settings, server and decisions meet. */
@ApplicationScoped
public class Components {

    private static final int FETCH_THREADS = 4;
    private static final int MAXIMUM_WAITING_FETCHES = 64;
    private static final int OBSERVER_THREADS = 1;
    private static final int MAXIMUM_WAITING_EVENTS = 1000;

    private final Clock clock = Clock.systemUTC();
    private final AuthenticationCounters counters = new AuthenticationCounters();
    private final CallStatistics calls = new CallStatistics();
    private final Collection<Runnable> ends = new ConcurrentLinkedQueue<>();

    private @Nullable Reachability reachability;
    private @Nullable Evictions evictions;

    @Resource private @Nullable ManagedThreadFactory threads;

    @Produces
    @Singleton
    Settings settings() {
        return SettingsCheck.read();
    }

    @Produces
    @Singleton
    ClaimsMapper identities(Settings settings) {
        return new ClaimsMapper(
                new Roles(settings.user().rolesClaims()), settings.jwt().profile(), clock);
    }

    @Produces
    @Singleton
    ContainerTokens containerTokens(Settings settings, ClaimsMapper identities) {
        return new ContainerTokens(settings.jwt(), identities);
    }

    @Produces
    @Singleton
    SecurityEvents events() {
        return new SecurityEvents(clock);
    }

    @Produces
    @Singleton
    Issuer issuer(
            Settings settings, ClaimsMapper identities, @Any Instance<SessionSource> sources) {
        Pools pools = new Pools(threads, ends::add);
        Executor fetches = pools.queueing(FETCH_THREADS, MAXIMUM_WAITING_FETCHES);
        int maxCalls = settings.session().maxCalls();
        Executor callers = pools.queueing(maxCalls, maxCalls);
        OpenedSource opened = Sources.open(settings, sources, calls, clock, pools, ends::add);
        TokenAuthenticator tokens =
                TokenAuthenticator.create(
                        settings, identities, clock, fetches, opened.revocations());
        Issuer issuer =
                new Issuer(
                        settings.jwt().issuer(),
                        tokens,
                        Introspection.open(settings, identities, clock, pools, ends::add),
                        SenderConstraint.create(settings, clock),
                        SessionAuthenticators.create(
                                settings,
                                opened.source(),
                                opened.changes(),
                                tokens.sessionCacheTokens(),
                                identities,
                                clock,
                                callers),
                        opened.caches());
        evictions = new Evictions(issuer, opened.nodes());
        reachability =
                new Reachability(settings, issuer::prefetchKeys, opened.discovery(), fetches);
        return issuer;
    }

    /** Made with the issuer, so that this node listens though nobody evicts from it. */
    @Produces
    @Singleton
    Evictions evictions(Issuer issuer) {
        return Objects.requireNonNull(evictions, () -> "No evictions for " + issuer.url());
    }

    @Produces
    @Singleton
    Authenticator authenticator(
            Settings settings,
            Issuer issuer,
            ObservedEvents observed,
            Event<AuthenticationSucceeded> successes,
            Event<AuthenticationFailed> failures) {
        AuthenticationNotes notes =
                new AuthenticationNotes(
                        counters,
                        observed.isSuccessObserved()
                                ? new EventQueue<>(successes, observers())
                                : null,
                        observed.isFailureObserved()
                                ? new EventQueue<>(failures, observers())
                                : null,
                        clock);
        return new Authenticator(new CredentialReader(settings), issuer, notes, clock);
    }

    /** For each kind of event, so that a flood of failures drops no success. */
    private Executor observers() {
        return new Pools(threads, ends::add).queueing(OBSERVER_THREADS, MAXIMUM_WAITING_EVENTS);
    }

    @Produces
    @Singleton
    AuthenticationCounters counters() {
        return counters;
    }

    @Produces
    @Singleton
    CallStatistics calls() {
        return calls;
    }

    /** What takes the events of Better Auth; empty where it sends none. */
    Optional<EventReceiver> events(Settings settings, Issuer issuer) {
        return Optional.ofNullable(settings.events().secret())
                .map(
                        secret ->
                                new EventReceiver(
                                        secret,
                                        (event, sentAt) -> act(issuer, event, sentAt),
                                        clock));
    }

    private static void act(Issuer issuer, SessionEvent event, Instant sentAt) {
        if (event instanceof SessionEvent.OfSession session) {
            issuer.revoke(session.id());
        } else if (event instanceof SessionEvent.SessionEnded session) {
            issuer.ended(new LogoutOutcome.Ended(session.id(), null, sentAt));
        } else if (event instanceof SessionEvent.OfUser user) {
            issuer.revokeUser(user.id());
        } else if (event instanceof SessionEvent.UserRevoked user) {
            issuer.ended(new LogoutOutcome.Ended(null, user.id(), sentAt));
        }
    }

    /** Begins to look at what is behind the network, once there is an issuer. */
    void look() {
        if (reachability != null) {
            reachability.begin();
        }
    }

    @PreDestroy
    void stop() {
        ends.forEach(Runnable::run);
    }
}
