package betterauth.jakarta.it;

import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.RedisProcess;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the application of a test class asks, started and stopped with the class. */
final class TestIssuer {

    private static final Deque<AutoCloseable> STARTED = new ArrayDeque<>();

    private final Map<String, String> settings = new LinkedHashMap<>();

    private TestIssuer(BetterAuthApp app) {
        Map<String, String> betterAuth = pairs(app.betterAuth());
        if (app.redis()) {
            RedisProcess redis = started(RedisProcess.start());
            betterAuth.put("REDIS_URL", redis.url());
            settings.put("better-auth.session.source", "redis");
            settings.put("better-auth.session.redis.url", redis.url());
            settings.put("better-auth.secret", BetterAuthServer.SECRET);
        }
        switch (app.issuer()) {
            case REAL -> leadTo(started(BetterAuthServer.start(betterAuth)).url());
            case FAULTY -> leadTo(started(new FaultyServer()).url());
            case BEHIND_PROXY -> {
                FaultProxy proxy = started(new FaultProxy());
                betterAuth.put("BETTER_AUTH_URL", proxy.url().toString());
                proxy.passTo(started(BetterAuthServer.start(betterAuth)).url());
                leadTo(proxy.url());
            }
            case NONE -> leadTo(URI.create("http://localhost:1"));
        }
        if (app.frontEnd()) {
            settings.put("better-auth.cors.allowed-origins", started(new StaticPages()).origin());
        }
        settings.putAll(pairs(app.settings()));
    }

    static TestIssuer start(BetterAuthApp app) {
        return new TestIssuer(app);
    }

    /** What was started of this type. */
    static <T> T started(Class<T> type) {
        return STARTED.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }

    /** Stops all of it, the last one first. */
    static void stop() {
        while (!STARTED.isEmpty()) {
            try {
                STARTED.pop().close();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    /** The application's settings, with the address that it asks. */
    Map<String, String> settings() {
        return settings;
    }

    private void leadTo(URI url) {
        settings.put("better-auth.url", url.toString());
    }

    private static <T extends AutoCloseable> T started(T next) {
        STARTED.push(next);
        return next;
    }

    private static Map<String, String> pairs(String[] templates) {
        String port = System.getProperty("http.port", "");
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String template : templates) {
            String text = template.replace("${http.port}", port);
            int sign = text.indexOf('=');
            pairs.put(text.substring(0, sign), text.substring(sign + 1));
        }
        return pairs;
    }
}
