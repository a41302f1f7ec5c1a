package betterauth.jakarta.calls;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes so many calls at once, and queues the others by the callers' addresses: each address has
 * its turn, however many calls another has queued. Safe for use by many threads; no lock is held
 * during a call.
 *
 * @param <T> what a call results in
 */
public final class CallQueue<T> {

    /** How many times as many calls may be queued as are made at once. */
    private static final int QUEUED = 16;

    private final int maxCalls;
    private final Executor executor;
    private final Clock clock;
    private final Supplier<T> rejected;

    /** In the order of their turns. Guarded by this. */
    private final Map<String, Deque<Call>> queues = new LinkedHashMap<>();

    private int queued;
    private int underWay;

    private final class Call {

        private final Supplier<T> task;
        private final Instant deadline;
        private final CompletableFuture<T> result = new CompletableFuture<>();

        Call(Supplier<T> task, Instant deadline) {
            this.task = task;
            this.deadline = deadline;
        }

        /** Runs the task, unless nobody waits for it any more. */
        void run() {
            try {
                result.complete(clock.instant().isAfter(deadline) ? rejected.get() : task.get());
            } catch (RuntimeException | Error failure) {
                result.completeExceptionally(failure);
            }
        }
    }

    /**
     * Prepares a queue.
     *
     * @param executor runs calls
     * @param rejected the result of a call that is not made
     */
    public CallQueue(int maxCalls, Executor executor, Clock clock, Supplier<T> rejected) {
        this.maxCalls = maxCalls;
        this.executor = executor;
        this.clock = clock;
        this.rejected = rejected;
    }

    /**
     * Makes a call, at once or in its turn.
     *
     * @param address whose call it is
     * @param deadline when nobody waits for the result any more
     * @return the result, or {@code rejected} where the queue is full, the deadline has passed or
     *     the executor rejects it; fails as the task does
     */
    public CompletableFuture<T> submit(String address, Supplier<T> task, Instant deadline) {
        Call call = new Call(task, deadline);
        Call displaced = enqueue(address, call);
        if (displaced != null) {
            displaced.result.complete(rejected.get());
        }
        startCalls();
        return call.result;
    }

    /** The call that is not made instead: where the queue is full, the longest one's last. */
    private synchronized @Nullable Call enqueue(String address, Call call) {
        queues.computeIfAbsent(address, first -> new ArrayDeque<>()).add(call);
        if (queued < QUEUED * maxCalls) {
            queued++;
            return null;
        }
        // Of several, the one whose turn is last.
        String longest =
                queues.entrySet().stream()
                        .reduce((a, b) -> b.getValue().size() >= a.getValue().size() ? b : a)
                        .orElseThrow()
                        .getKey();
        return remove(longest, Deque::removeLast);
    }

    private interface End<C> {
        C take(Deque<C> queue);
    }

    private Call remove(String address, End<Call> end) {
        Deque<Call> queue = queues.remove(address);
        Call call = end.take(queue);
        if (!queue.isEmpty()) {
            // At the end: the others have their turn first.
            queues.put(address, queue);
        }
        return call;
    }

    private void startCalls() {
        for (Call call = begin(); call != null; call = begin()) {
            Call first = call;
            try {
                executor.execute(() -> runFrom(first));
            } catch (RejectedExecutionException full) {
                finish();
                first.result.complete(rejected.get());
            } catch (RuntimeException | Error failure) {
                // Such as a thread that cannot be created.
                finish();
                first.result.completeExceptionally(failure);
            }
        }
    }

    private void runFrom(Call first) {
        for (Call call = first; call != null; call = next()) {
            call.run();
        }
    }

    private synchronized @Nullable Call begin() {
        Call call = underWay < maxCalls ? poll() : null;
        if (call != null) {
            underWay++;
        }
        return call;
    }

    private synchronized @Nullable Call next() {
        Call call = poll();
        if (call == null) {
            underWay--;
        }
        return call;
    }

    private synchronized void finish() {
        underWay--;
    }

    private @Nullable Call poll() {
        Iterator<String> turns = queues.keySet().iterator();
        if (!turns.hasNext()) {
            return null;
        }
        queued--;
        return remove(turns.next(), Deque::removeFirst);
    }
}
