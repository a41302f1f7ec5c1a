package betterauth.jakarta.it.threads;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The ways off a request's thread. */
@ApplicationScoped
public class Hops {

    /** An application's own threads, each made by whoever needs it first. */
    private static final ExecutorService OWN = Executors.newFixedThreadPool(3);

    @Resource ManagedExecutorService executor;

    @Resource ManagedScheduledExecutorService scheduler;

    @Resource ContextService contexts;

    @Resource ManagedThreadFactory threads;

    @EJB AsynchronousBean asynchronous;

    @EJB TimerBean timers;

    @Inject Event<Job> jobs;

    /** Work for another thread, and its result. */
    public record Job(Callable<String> work, CompletableFuture<String> result) {

        void run() {
            try {
                result.complete(work.call());
            } catch (Exception failed) {
                result.completeExceptionally(failed);
            }
        }
    }

    /** Runs work beyond each of the hops in turn, such as {@code own,executor}. */
    public CompletableFuture<String> on(String hops, Callable<String> work) {
        int comma = hops.lastIndexOf(',');
        String last = hops.substring(comma + 1);
        if (comma < 0) {
            return hop(last, work);
        }
        return on(hops.substring(0, comma), () -> hop(last, work).get(20, TimeUnit.SECONDS));
    }

    static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }

    private CompletableFuture<String> hop(String hop, Callable<String> work) {
        Job job = new Job(work, new CompletableFuture<>());
        switch (hop) {
            case "here" -> job.run();
            case "executor" -> executor.submit(job::run);
            case "scheduler" -> scheduler.schedule(job::run, 5, TimeUnit.MILLISECONDS);
            case "context" -> OWN.execute(contexts.contextualRunnable(job::run));
            case "context-executor" ->
                    contexts.createContextualProxy((Executor) Runnable::run, Executor.class)
                            .execute(job::run);
            case "ejb" -> asynchronous.run(job);
            case "event" -> jobs.fireAsync(job);
            case "timer" -> timers.run(job);
            case "managed-thread" -> threads.newThread(job::run).start();
            case "own" -> OWN.execute(job::run);
            case "thread" -> new Thread(job::run).start();
            case "common" -> ForkJoinPool.commonPool().execute(job::run);
            default -> throw new IllegalArgumentException(hop);
        }
        return job.result();
    }
}
