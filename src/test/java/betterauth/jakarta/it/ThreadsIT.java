package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.threads.ThreadsApplication;
import betterauth.jakarta.run.BetterAuthServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whom guards and {@code CurrentUser} know on each thread that works for a request, and on those
 * that do not: the caller of that request or nobody, however often threads are used again.
 */
@BetterAuthApp(packagesOf = ThreadsApplication.class, webXml = ThreadsIT.ERROR_PAGES)
class ThreadsIT {

    private static final String ADMINISTRATOR = "grace@example.com secret grace@example.com";
    private static final String USER = "ada@example.com denied ada@example.com";
    private static final String NOBODY = "nobody unauthenticated null";

    static final String ERROR_PAGES =
            "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">"
                    + "<error-page><error-code>409</error-code><location>/who</location></error-page>"
                    + "<error-page><exception-type>java.lang.IllegalStateException</exception-type>"
                    + "<location>/who</location></error-page></web-app>";

    private static final Map<String, String> TOKENS = new LinkedHashMap<>();
    @ArquillianResource private BetterAuthServer betterAuth;

    @ArquillianResource private URI base;

    @ArquillianResource private Api api;

    /** Somebody who calls, and what they must be known as. */
    private record Caller(String name, String testimony) {

        static final List<Caller> ALL =
                List.of(
                        new Caller("grace", ADMINISTRATOR),
                        new Caller("ada", USER),
                        new Caller("", NOBODY));

        /** The status of a guarded resource. */
        int status() {
            return name.isEmpty() ? 401 : 200;
        }

        /** What the body of a guarded resource contains. */
        String guarded() {
            return name.isEmpty() ? "AUTHENTICATION_REQUIRED" : testimony;
        }

        /** So many that each follows each, and itself. */
        static List<Caller> inEveryOrder(Random random) {
            List<Caller> callers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                callers.add(ALL.get(random.nextInt(ALL.size())));
            }
            return callers;
        }
    }

    @BeforeEach
    void connect() {
        api = api.unrecorded();
        for (String user : List.of("grace", "ada")) {
            TOKENS.computeIfAbsent(user, betterAuth::token);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/who",
                "/dispatch?way=forward",
                "/dispatch?way=include",
                "/dispatch?way=error",
                "/dispatch?way=throw",
                "/dispatch?way=async",
                "/dispatch?way=async&by=start",
                "/dispatch?way=async&by=executor",
                "/dispatch?way=async&by=scheduler",
                "/dispatch?way=async&by=own",
                "/dispatch?way=async&by=thread",
                "/dispatch?way=async&by=common",
                "/dispatch?way=async&by=ejb",
                "/dispatch?way=complete",
                "/hop?on=here",
                "/hop?on=executor",
                "/hop?on=scheduler",
                "/hop?on=context-executor",
                "/hop?on=ejb",
                "/hop?on=executor,ejb",
                "/hop?on=ejb,executor"
            })
    void knowsTheCaller(String path) throws Exception {
        everyOrder(path, caller -> List.of(caller.testimony()));
    }

    /** Open Liberty exchanges contexts of events that are fired at once; then nobody is known. */
    @ParameterizedTest
    @ValueSource(strings = {"/hop?on=event", "/hop?on=executor,scheduler,event"})
    void knowsTheCallerInAnObserver(String path) throws Exception {
        everyOrder(
                path,
                caller -> List.of(caller.testimony()),
                caller ->
                        System.getProperty("server").equals("openliberty")
                                ? List.of(caller.testimony(), NOBODY)
                                : List.of(caller.testimony()),
                1000);
    }

    @Test
    void knowsNobodyElseInATaskOfAnObserverWhateverContextTheServerGaveIt() throws Exception {
        everyOrder(
                "/hop?on=event,executor",
                caller -> List.of(caller.testimony(), NOBODY),
                caller -> List.of(caller.testimony(), NOBODY),
                4000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dispatch?way=complete&by=own",
                "/dispatch?way=complete&by=common",
                "/hop?on=own",
                "/hop?on=thread",
                "/hop?on=common",
                "/hop?on=timer",
                "/hop?on=executor,own",
                "/hop?on=timer,executor",
                "/hop?on=timer,ejb"
            })
    void knowsNobody(String path) throws Exception {
        everyOrder(path, caller -> List.of(NOBODY));
    }

    /** Whether the server carries a caller here is its own; never another one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hop?on=context",
                "/hop?on=event,executor",
                "/dispatch?way=complete&by=executor",
                "/dispatch?way=complete&by=start",
                "/dispatch?way=complete&by=start,ejb",
                "/dispatch?way=complete&by=start,event",
                "/hop?on=managed-thread",
                "/hop?on=managed-thread,ejb",
                "/hop?on=own,executor",
                "/hop?on=own,ejb",
                "/hop?on=own,event",
                "/hop?on=own,scheduler",
                "/hop?on=common,executor",
                "/hop?on=common,ejb",
                "/hop?on=thread,ejb",
                "/dispatch?way=async&by=executor&to=/hop?on=ejb",
                "/dispatch?way=async&by=own&to=/hop?on=event",
                "/dispatch?way=async&by=executor&to=/hop?on=executor",
                "/dispatch?way=async&by=start&to=/hop?on=own,executor",
                "/dispatch?way=async&to=/hop?on=own,ejb"
            })
    void knowsNobodyElse(String path) throws Exception {
        everyOrder(path, caller -> List.of(caller.testimony(), NOBODY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"executor", "own", "start", "scheduler"})
    void answersARefusalAfterAnAsynchronousDispatch(String by) {
        for (Caller caller : Caller.inEveryOrder(new Random(1))) {
            HttpResponse<String> answer = get(caller, "/dispatch?way=async&to=/app/who&by=" + by);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(caller.status());
            assertThat(answer.body()).contains(caller.guarded());
        }
    }

    @Test
    void knowsNobodyOnAWebSocketWhateverItsThreadDidBefore() throws Exception {
        BlockingQueue<String> said = new LinkedBlockingQueue<>();
        WebSocket socket = open(Caller.ALL.get(2), said);
        assertThat(next(said)).isEqualTo(NOBODY);
        List<String> hops = List.of("here", "push", "executor", "ejb", "event", "own", "scheduler");
        for (int i = 0; i < 60; i++) {
            // Answered before any servlet, by threads that serve the socket, too.
            get(Caller.ALL.get(0), "/WEB-INF/x");
            socket.sendText(hops.get(i % hops.size()), true).get(20, TimeUnit.SECONDS);
            assertThat(next(said)).as(hops.get(i % hops.size())).isEqualTo(NOBODY);
        }
        get(Caller.ALL.get(0), "/WEB-INF/x");
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(20, TimeUnit.SECONDS);
        assertThat(get(Caller.ALL.get(2), "/closed").body()).isEqualTo(NOBODY);
    }

    @Test
    void knowsNobodyElseOnTheWebSocketOfACaller() throws Exception {
        for (Caller caller : Caller.ALL) {
            BlockingQueue<String> said = new LinkedBlockingQueue<>();
            WebSocket socket = open(caller, said);
            assertThat(next(said)).isIn(caller.testimony(), NOBODY);
            for (int i = 0; i < 10; i++) {
                get(Caller.ALL.get(0), "/who");
                socket.sendText("here", true).get(20, TimeUnit.SECONDS);
                assertThat(next(said)).isIn(caller.testimony(), NOBODY);
            }
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(20, TimeUnit.SECONDS);
            assertThat(get(Caller.ALL.get(2), "/closed").body()).isIn(caller.testimony(), NOBODY);
        }
    }

    /** One after the other, then eight at once, with the threads that served the others. */
    private void everyOrder(String path, Function<Caller, List<String>> expected) throws Exception {
        everyOrder(path, expected, expected, 160);
    }

    private void everyOrder(
            String path,
            Function<Caller, List<String>> expected,
            Function<Caller, List<String>> expectedAtOnce,
            int atOnce)
            throws Exception {
        Random random = new Random(path.hashCode());
        List<Caller> oneByOne = Caller.inEveryOrder(random);
        for (Caller caller : path.contains("timer") ? oneByOne.subList(0, 12) : oneByOne) {
            assertKnown(caller, path, expected.apply(caller));
        }
        if (path.contains("timer")) {
            // Some servers fire no timer sooner than in a second.
            return;
        }
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> calls = new ArrayList<>();
            while (calls.size() < atOnce) {
                for (Caller caller : Caller.inEveryOrder(random)) {
                    calls.add(
                            () -> {
                                assertKnown(caller, path, expectedAtOnce.apply(caller));
                                return null;
                            });
                }
            }
            for (Future<Void> done : clients.invokeAll(calls)) {
                done.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private void assertKnown(Caller caller, String path, List<String> expected) {
        HttpResponse<String> answer = get(caller, path);
        assertThat(answer.body()).as(path + " by " + caller).isIn(expected);
    }

    private HttpResponse<String> get(Caller caller, String path) {
        return caller.name().isEmpty() ? api.get(path) : api.getAs(TOKENS.get(caller.name()), path);
    }

    private WebSocket open(Caller caller, BlockingQueue<String> said) throws Exception {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (!caller.name().isEmpty()) {
            builder.header("Authorization", "Bearer " + TOKENS.get(caller.name()));
        }
        return builder.buildAsync(
                        URI.create("ws://localhost:" + base.getPort() + "/socket"),
                        new WebSocket.Listener() {
                            @Override
                            public CompletionStage<?> onText(
                                    WebSocket socket, CharSequence data, boolean last) {
                                said.add(data.toString());
                                socket.request(1);
                                return null;
                            }
                        })
                .get(30, TimeUnit.SECONDS);
    }

    private static String next(BlockingQueue<String> said) throws InterruptedException {
        return String.valueOf(said.poll(30, TimeUnit.SECONDS));
    }
}
