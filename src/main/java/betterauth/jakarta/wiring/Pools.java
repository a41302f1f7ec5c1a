package betterauth.jakarta.wiring;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Bounded thread pools of the server's threads, which end when they are idle; and single ones. */
final class Pools {

    private static final int IDLE_SECONDS = 30;

    private final ManagedThreadFactory threads;
    private final Consumer<Runnable> ends;

    /**
     * @param threads the server's default one, or null if it has none
     * @param ends receives what ends a pool at once
     * @throws IllegalStateException if there are no threads
     */
    Pools(@Nullable ManagedThreadFactory threads, Consumer<Runnable> ends) {
        if (threads == null) {
            throw new IllegalStateException("Server has no default ManagedThreadFactory");
        }
        this.threads = threads;
        this.ends = ends;
    }

    /** Runs a task on a thread of its own, until the task ends. */
    void start(Runnable task) {
        threads.newThread(task).start();
    }

    /** Queues tasks while all threads are busy, and rejects those that find the queue full. */
    Executor queueing(int size, int queue) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        size,
                        size,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(queue),
                        threads);
        pool.allowCoreThreadTimeOut(true);
        ends.accept(pool::shutdownNow);
        return pool;
    }
}
