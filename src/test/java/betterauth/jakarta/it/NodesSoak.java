package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.AuthUsers.User;
import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.RedisProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes behind one Redis under load, while sessions begin and end in each way: no request is
 * accepted that began after Better Auth had answered that its session has ended, and none is
 * refused that was answered before that was asked for. Run by name, since it takes ten minutes:
 * {@code mvn verify -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=NodesSoak}.
 */
class NodesSoak {

    private static final int NODES = 3;
    private static final int THREADS = 12;
    private static final int LIVE = 40;

    /** As many that have ended are still presented. */
    private static final int ENDED = 40;

    private static final Duration DURATION =
            Duration.parse(System.getProperty("soak.duration", "PT10M"));

    @TempDir private static Path folder;

    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder either = new LongAdder();
    private final LongAdder undecided = new LongAdder();

    private enum State {
        LIVE,
        ENDING,
        ENDED
    }

    /** A session and what is known of it. */
    private static final class Session {

        private final User user;
        private final String token;
        private volatile State state = State.LIVE;
        private volatile long endedAt;

        Session(User user) {
            this.user = user;
            this.token = user.session();
        }

        void end(Runnable atBetterAuth) {
            state = State.ENDING;
            atBetterAuth.run();
            endedAt = System.nanoTime();
            state = State.ENDED;
        }
    }

    @Test
    void acceptsNoneThatEndedAndRefusesNoneThatDidNot() throws Exception {
        try (RedisProcess redis = RedisProcess.start();
                BetterAuthServer betterAuth =
                        BetterAuthServer.start(Map.of("REDIS_URL", redis.url()));
                Nodes nodes = start(betterAuth, redis)) {
            AuthUsers users = new AuthUsers(betterAuth);
            for (int i = 0; i < LIVE; i++) {
                sessions.add(new Session(users.signUp()));
            }
            Instant end = Instant.now().plus(DURATION);
            int ended = 0;
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            try {
                List<Future<?>> callers = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    callers.add(threads.submit(() -> callUntil(end, nodes.apis())));
                }
                String administrator = betterAuth.signIn("grace");
                for (; Instant.now().isBefore(end); ended++) {
                    endOne(ended % 4, users, administrator);
                    sessions.add(new Session(users.signUp()));
                }
                for (Future<?> caller : callers) {
                    caller.get();
                }
            } finally {
                threads.shutdownNow();
            }
            System.err.printf(
                    "%d sessions ended, %d requests accepted, %d refused, %d while a session ended,"
                            + " %d undecided, %d wrong%n",
                    ended,
                    accepted.sum(),
                    refused.sum(),
                    either.sum(),
                    undecided.sum(),
                    wrong.size());
            assertThat(wrong).isEmpty();
            assertThat(undecided.sum()).isZero();
            assertThat(ended).isPositive();
            assertThat(refused.sum()).isPositive();
        }
    }

    private static Nodes start(BetterAuthServer betterAuth, RedisProcess redis) {
        List<URI> urls = Nodes.urls(NODES);
        return Nodes.start(
                urls,
                folder,
                Map.of(
                        "BETTER_AUTH_URL",
                        betterAuth.url().toString(),
                        "BETTER_AUTH_SECRET",
                        BetterAuthServer.SECRET,
                        "BETTER_AUTH_SESSION_SOURCE",
                        "redis",
                        "BETTER_AUTH_SESSION_REDIS_URL",
                        redis.url(),
                        "BETTER_AUTH_SESSION_CACHE_TTL",
                        "PT10M"));
    }

    /** The oldest that lives. */
    private void endOne(int way, AuthUsers users, String administrator) {
        Session session =
                sessions.stream()
                        .filter(each -> each.state == State.LIVE)
                        .findFirst()
                        .orElseThrow();
        session.end(
                () -> {
                    switch (way) {
                        case 0 -> users.signOut(session.token);
                        case 1 -> users.ban(administrator, session.user);
                        case 2 -> users.revokeAll(session.token);
                        default -> users.changePassword(session.token);
                    }
                });
        while (sessions.get(0).state == State.ENDED
                && sessions.stream().filter(each -> each.state == State.ENDED).count() > ENDED) {
            sessions.remove(0);
        }
    }

    private void callUntil(Instant end, List<Api> nodes) {
        while (Instant.now().isBefore(end)) {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            Session[] all = sessions.toArray(Session[]::new);
            Session session = all[random.nextInt(all.length)];
            int node = random.nextInt(nodes.size());
            State before = session.state;
            long began = System.nanoTime();
            int status = nodes.get(node).getAs(session.token, "/api/me").statusCode();
            count(session, node, status, before, began);
        }
    }

    private void count(Session session, int node, int status, State before, long began) {
        State after = session.state;
        if (status != 200 && status != 401 && status != 403) {
            undecided.increment();
            wrong.add("node " + node + " answered " + status);
        } else if (before == State.ENDED) {
            refused.increment();
            if (status == 200) {
                wrong.add(
                        "node %d accepted a session %d us after its end"
                                .formatted(node, (began - session.endedAt) / 1000));
            }
        } else if (after == State.LIVE) {
            accepted.increment();
            if (status != 200) {
                wrong.add("node " + node + " refused a live session with " + status);
            }
        } else {
            either.increment();
        }
    }
}
