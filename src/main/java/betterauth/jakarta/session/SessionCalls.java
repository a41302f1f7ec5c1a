package betterauth.jakarta.session;

import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.observe.BoundedLog;
import betterauth.jakarta.session.SessionEndpoint.Answer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Calls Better Auth within the limits: so many at once in all, and so many for one caller's
 * address.
 */
final class SessionCalls {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final int TOO_MANY_REQUESTS = 429;

    private final SessionEndpoint endpoint;
    private final AnswerReader reader;
    private final CallerLimits limits;
    private final Executor executor;
    private final Clock clock;
    private final BoundedLog log;

    /**
     * Prepares calls.
     *
     * @param executor refuses what is beyond the calls that may be under way
     */
    SessionCalls(
            SessionEndpoint endpoint,
            AnswerReader reader,
            CallerLimits limits,
            Executor executor,
            Clock clock) {
        this.clock = clock;
        this.log = new BoundedLog(System.getLogger(SessionCalls.class.getName()), clock);
        this.endpoint = endpoint;
        this.reader = reader;
        this.limits = limits;
        this.executor = executor;
    }

    /**
     * Makes a call, or says at once that none may be made; tells what came of it, on any thread.
     */
    void make(SessionCredential credential, String address, Consumer<SessionDecision> told) {
        Optional<Duration> wait = limits.wait(address);
        if (wait.isPresent()) {
            told.accept(AnswerReader.undecided(wait.get()));
            return;
        }
        Optional<Runnable> place = limits.begin(address);
        if (place.isEmpty()) {
            told.accept(AnswerReader.undecided(SOON));
            return;
        }
        try {
            executor.execute(() -> run(credential, address, place.get(), told));
        } catch (RejectedExecutionException full) {
            place.get().run();
            told.accept(AnswerReader.undecided(SOON));
        } catch (RuntimeException | Error fault) {
            place.get().run();
            throw fault;
        }
    }

    /** Whatever happens, the place is given back and those who wait are told. */
    private void run(
            SessionCredential credential,
            String address,
            Runnable place,
            Consumer<SessionDecision> told) {
        SessionDecision decision = AnswerReader.undecided(AFTER_FAILURE);
        try {
            decision = call(credential, address);
        } finally {
            place.run();
            told.accept(decision);
        }
    }

    private SessionDecision call(SessionCredential credential, String address) {
        try {
            Instant asked = clock.instant();
            Answer answer = endpoint.ask(credential, address);
            SessionDecision decision = reader.read(credential, answer, asked);
            if (answer.status() == TOO_MANY_REQUESTS
                    && decision.authentication() instanceof Unavailable limited) {
                limits.holdBack(address, limited.retryAfter());
            }
            return decision;
        } catch (IOException | RuntimeException failed) {
            log.log(
                    System.Logger.Level.WARNING,
                    "Session {0} could not be asked for: {1}",
                    credential.hash(),
                    String.valueOf(failed.getMessage()));
            return AnswerReader.undecided(AFTER_FAILURE);
        }
    }
}
