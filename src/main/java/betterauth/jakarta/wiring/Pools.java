package betterauth.jakarta.wiring;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Bounded thread pools of the server's threads, which end when they are idle. */
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

    /** Queues tasks while all threads are busy, and rejects those that find the queue full. */
    Executor queueing(int size, int queue) {
        ThreadPoolExecutor pool = pool(size, size, new LinkedBlockingQueue<>(queue));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Is the bound on what runs at once: without a free thread it rejects the next task. */
    Executor rejecting(int size) {
        return pool(0, size, new SynchronousQueue<>());
    }

    private ThreadPoolExecutor pool(int least, int most, BlockingQueue<Runnable> queue) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(least, most, IDLE_SECONDS, TimeUnit.SECONDS, queue, threads);
        ends.accept(pool::shutdownNow);
        return pool;
    }
}
