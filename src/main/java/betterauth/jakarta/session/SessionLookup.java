package betterauth.jakarta.session;

import betterauth.jakarta.cache.Changes;
import betterauth.jakarta.calls.AddressRange;
import betterauth.jakarta.calls.CallQueue;
import betterauth.jakarta.calls.CallerLimits;
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

/**
 * Asks the source, one call at a time for each place in the queue of calls, and none for an address
 * that must wait. Safe for use by many threads.
 */
final class SessionLookup {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    private final SessionSource source;
    private final Changes changes;
    private final SessionDecisions decisions;
    private final CallerLimits limits;
    private final CallQueue<Decision> calls;
    private final Duration timeout;
    private final Clock clock;
    private final BoundedLog log;

    /**
     * Prepares calls.
     *
     * @param changes what tells of changes at the source
     * @param timeout how long a request waits for an answer
     */
    SessionLookup(
            SessionSource source,
            Changes changes,
            SessionDecisions decisions,
            CallerLimits limits,
            CallQueue<Decision> calls,
            Duration timeout,
            Clock clock) {
        this.source = source;
        this.changes = changes;
        this.decisions = decisions;
        this.limits = limits;
        this.calls = calls;
        this.timeout = timeout;
        this.clock = clock;
        this.log = new BoundedLog(Loggers.sessions(), clock);
    }

    /** What a caller is told whose call is not made. */
    static Decision rejected() {
        return SessionDecisions.unavailable(SOON);
    }

    /** Begins or queues a call, or answers at once that none may be made. Never fails. */
    CompletableFuture<Decision> begin(SessionCredential credential, String address) {
        Optional<Decision> held = heldBack(address);
        if (held.isPresent()) {
            return CompletableFuture.completedFuture(held.get());
        }
        return calls.submit(
                        AddressRange.of(address),
                        // Those of an address that were queued before it was held back wait, too.
                        () -> heldBack(address).orElseGet(() -> call(credential, address)),
                        clock.instant().plus(timeout))
                .exceptionally(this::failed);
    }

    private Optional<Decision> heldBack(String address) {
        return limits.wait(address).map(SessionDecisions::unavailable);
    }

    private Decision call(SessionCredential credential, String address) {
        Instant askedAt = clock.instant();
        long since = changes.now();
        SessionAnswer answer = source.find(credential.query(address));
        if (answer instanceof SessionAnswer.Unavailable limited && limited.isCallerLimited()) {
            limits.holdBack(address, limited.retryAfter());
        }
        return decisions.of(credential, answer, askedAt, names -> changes.unchanged(since, names));
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
}
