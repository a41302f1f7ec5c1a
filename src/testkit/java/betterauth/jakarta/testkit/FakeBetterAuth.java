package betterauth.jakarta.testkit;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A Better Auth in this JVM, on a free port of the loopback interface. It answers byte for byte as
 * the real one does, but for random values and times, and fails when a test wants it to. Safe for
 * use by many threads.
 *
 * <p>{@link BetterAuthTest} starts one. A test can start others:
 *
 * <pre>{@code
 * try (FakeBetterAuth betterAuth = FakeBetterAuth.with().algorithm(TokenAlgorithm.ES256).start()) {
 *     ...
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class FakeBetterAuth implements AutoCloseable {

    /** The password of every user. */
    public static final String PASSWORD = "test-password-1";

    /** Better Auth's secret, unless another one is set. */
    public static final String SECRET = "test-kit-secret-0123456789abcdefghij";

    private static final String BASE_PATH = "/api/auth";

    private final FakeBetterAuthBuilder options;
    private final FakeServer server = new FakeServer(BASE_PATH);
    private final Accounts accounts = new Accounts();
    private final RateLimit limit;
    private final ApiKeys apiKeys;
    private final SigningKeys keys;
    private final Callers callers;
    private final Map<String, Endpoint> endpoints;

    FakeBetterAuth(FakeBetterAuthBuilder options) {
        this.options = options;
        String origin = url().toString();
        Clock clock = options.clock();
        limit = new RateLimit(clock);
        apiKeys = new ApiKeys(accounts, clock);
        keys = new SigningKeys(options.algorithm(), options.secret());
        Tokens tokens = new Tokens(keys, origin);
        SessionSignature signature = new SessionSignature(options.secret());
        CookieCaches caches =
                new CookieCaches(
                        options.cookieCache() == CookieCache.OFF,
                        new CookieCacheText(options.cookieCache(), options.secret(), keys, origin));
        Sessions sessions = new Sessions(accounts, signature, caches, clock);
        callers = new Callers(new Credentials(accounts, tokens, sessions, caches, clock));
        SessionEndpoints session = new SessionEndpoints(sessions, apiKeys, tokens, clock);
        SignInEndpoints signIn =
                new SignInEndpoints(accounts, sessions, caches, signature, clock, origin);
        endpoints =
                Map.of(
                        "GET /ok", call -> Answer.json(200, "{\"ok\":true}"),
                        "GET /jwks", call -> Answer.json(200, keys.published()),
                        "GET /token", session::token,
                        "GET /get-session", session::getSession,
                        "POST /get-session", session::postSession,
                        "POST /sign-in/email", signIn::signIn,
                        "POST /sign-out", signIn::signOut);
        server.start(this::answer);
    }

    /** Starts one with Better Auth's defaults. */
    public static FakeBetterAuth start() {
        return with().start();
    }

    /** Starts one with other settings. */
    public static FakeBetterAuthBuilder with() {
        return new FakeBetterAuthBuilder();
    }

    /** The origin, which is the issuer of its tokens. */
    public URI url() {
        return server.url();
    }

    /** Signs users in. */
    public Callers callers() {
        return callers;
    }

    /** The settings by which a server under test trusts this Better Auth, by their keys. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("better-auth.url", url().toString());
        settings.put("better-auth.secret", options.secret());
        settings.put("better-auth.api-key.enabled", "true");
        settings.put("better-auth.cookie-cache", options.cookieCache().label());
        if (keys.algorithm() == TokenAlgorithm.HS256) {
            settings.put("better-auth.jwt.secret", options.secret());
        }
        return settings;
    }

    /** The same settings as environment variables, for a server in another process. */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        settings()
                .forEach(
                        (key, value) ->
                                environment.put(
                                        key.replaceAll("[^A-Za-z0-9]", "_")
                                                .toUpperCase(Locale.ROOT),
                                        value));
        return environment;
    }

    /**
     * The same settings as lines of {@code META-INF/microprofile-config.properties}, for an archive
     * that a test deploys.
     */
    public String properties() {
        return settings().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** Makes a new key, which signs from now on; the old ones stay published. */
    public void rotateKeys() {
        keys.rotate(keys.algorithm());
    }

    /** Makes a new key of another algorithm, which signs from now on. */
    public void rotateKeys(TokenAlgorithm algorithm) {
        keys.rotate(algorithm);
    }

    /** Publishes the newest key alone, as Better Auth does after the grace period. */
    public void retireOldKeys() {
        keys.retireOld();
    }

    /** Bans a user, which ends their sessions. Tokens that were issued stay valid. */
    public void ban(String userId) {
        accounts.user(userId).ifPresent(user -> accounts.keep(user.banned()));
        accounts.removeSessions(userId);
    }

    /** Ends all sessions of a user, as signing out everywhere does. */
    public void signOut(String userId) {
        accounts.removeSessions(userId);
    }

    /**
     * Limits the calls of each path and address; a call beyond it is answered with status 429 until
     * there were none for ten seconds.
     */
    public void limitCalls(int calls) {
        limit.allow(calls);
    }

    /** Limits how often each API key may be used. */
    public void limitApiKeys(int uses) {
        apiKeys.allow(uses);
    }

    /**
     * Fails calls of a path until {@link #recover()}.
     *
     * @param path below {@code /api/auth}, such as {@code /get-session}
     */
    public void fail(String path, Fault fault) {
        server.fail(path, fault);
    }

    /** Ends all faults. */
    public void recover() {
        server.recover();
    }

    /**
     * How often a path was called.
     *
     * @param path below {@code /api/auth}, such as {@code /get-session}
     */
    public int calls(String path) {
        return server.calls(path);
    }

    @Override
    public void close() {
        server.close();
    }

    /** The URL alone: everything else of it is secret. */
    @Override
    public String toString() {
        return "FakeBetterAuth[" + url() + "]";
    }

    private Answer answer(Call call) {
        OptionalLong retryAfter = limit.refusal(call);
        if (retryAfter.isPresent()) {
            return Answer.json(429, "{\"message\":\"Too many requests. Please try again later.\"}")
                    .with("x-retry-after", String.valueOf(retryAfter.getAsLong()));
        }
        Endpoint endpoint = endpoints.get(call.toString());
        if (endpoint == null) {
            return Answer.empty(404);
        }
        return apiKeys.refusal(call).orElseGet(() -> endpoint.answer(call));
    }
}
