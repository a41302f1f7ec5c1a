package betterauth.jakarta.session;

import betterauth.jakarta.credential.SessionCredential;
import betterauth.jakarta.identity.Decision;
import betterauth.jakarta.observe.BoundedLog;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Asks the source, within the maximum of concurrent calls in all and for one caller's address. Safe
 * for use by many threads.
 */
final class SessionLookup {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    private final SessionSource source;
    private final SessionDecisions decisions;
    private final CallerLimits limits;
    private final Executor executor;
    private final Clock clock;
    private final BoundedLog log;

    /**
     * Prepares calls.
     *
     * @param executor rejects what is beyond the maximum of concurrent calls
     */
    SessionLookup(
            SessionSource source,
            SessionDecisions decisions,
            CallerLimits limits,
            Executor executor,
            Clock clock) {
        this.source = source;
        this.decisions = decisions;
        this.limits = limits;
        this.executor = executor;
        this.clock = clock;
        this.log = new BoundedLog(Loggers.sessions(), clock);
    }

    /** Begins a call, or answers at once that none may be made. The future never fails. */
    CompletableFuture<Decision> begin(SessionCredential credential, String address) {
        Optional<Duration> wait = limits.wait(address);
        if (wait.isPresent()) {
            return unavailable(wait.get());
        }
        Optional<Runnable> permit = limits.begin(address);
        if (permit.isEmpty()) {
            return unavailable(SOON);
        }
        try {
            return CompletableFuture.supplyAsync(() -> call(credential, address), executor)
                    .exceptionally(this::failed)
                    .whenComplete((decision, none) -> permit.get().run());
        } catch (RejectedExecutionException full) {
            permit.get().run();
            return unavailable(SOON);
        } catch (RuntimeException | Error failure) {
            // Such as a thread that cannot be created.
            permit.get().run();
            return CompletableFuture.completedFuture(failed(failure));
        }
    }

    private Decision call(SessionCredential credential, String address) {
        Instant askedAt = clock.instant();
        SessionAnswer answer = source.find(credential.query(address));
        if (answer instanceof SessionAnswer.Unavailable limited && limited.isCallerLimited()) {
            limits.holdBack(address, limited.retryAfter());
        }
        return decisions.of(credential, answer, askedAt);
    }

    /**
     * Messages of the source's exceptions may repeat the credential: types and frames are logged.
     */
    private static Throwable withoutMessage(Throwable failure) {
        Throwable cause = failure.getCause();
        Throwable root = failure instanceof CompletionException && cause != null ? cause : failure;
        IllegalStateException copy = new IllegalStateException(root.getClass().getName());
        copy.setStackTrace(root.getStackTrace());
        return copy;
    }

    private Decision failed(Throwable failure) {
        log.log(
                System.Logger.Level.ERROR,
                "Session lookup failed with an internal error",
                withoutMessage(failure));
        return SessionDecisions.unavailable(AFTER_FAILURE);
    }

    private static CompletableFuture<Decision> unavailable(Duration retryAfter) {
        return CompletableFuture.completedFuture(SessionDecisions.unavailable(retryAfter));
    }
}
