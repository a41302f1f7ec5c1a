package betterauth.jakarta.testkit;

import betterauth.jakarta.spi.SessionSource;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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

    /** The secret of HS256. */
    public static final String JWT_SECRET = "test-kit-jwt-secret-0123456789abcdef";

    /** Better Auth's secret, unless another one is set. */
    public static final String SECRET = "test-kit-secret-0123456789abcdefghij";

    /**
     * The resource that access tokens are for, and the identifier of the server under test ({@code
     * better-auth.oauth.resource}).
     */
    public static final String RESOURCE = "https://api.example.com";

    /** Where its API is. */
    static final String BASE_PATH = "/api/auth";

    private final FakeBetterAuthBuilder options;
    private final FakeServer server = new FakeServer(BASE_PATH);
    private final FakeApi api;

    FakeBetterAuth(FakeBetterAuthBuilder options) {
        this.options = options;
        api = new FakeApi(options, url().toString());
        server.start(api);
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
        return api.callers();
    }

    /** The settings by which a server under test trusts this Better Auth, by their keys. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("better-auth.url", url().toString());
        settings.put("better-auth.secret", options.secret());
        settings.put("better-auth.api-key.enabled", "true");
        settings.put("better-auth.cookie-cache", options.cookieCache().label());
        settings.put("better-auth.events.secret", EventSender.SECRET);
        settings.put("better-auth.oauth.resource", RESOURCE);
        settings.put("better-auth.oauth.opaque-prefix", Introspection.PREFIX);
        settings.put("better-auth.oauth.client-id", Introspection.CLIENT);
        settings.put("better-auth.oauth.client-secret", Introspection.CLIENT_SECRET);
        if (api.keys().algorithm() == TokenAlgorithm.HS256) {
            settings.put("better-auth.jwt.secret", JWT_SECRET);
        }
        return settings;
    }

    /** The same settings as environment variables, for a server in another process. */
    public Map<String, String> environment() {
        return asEnvironment(settings());
    }

    /**
     * The same as environment variables, for a server in a container, which reaches this JVM by
     * another name, such as {@code host.testcontainers.internal}. The issuer is as for others.
     *
     * @param host the name or address by which the server reaches this JVM
     */
    public Map<String, String> environmentFor(String host) {
        Map<String, String> settings = settings();
        settings.put("better-auth.url", "http://" + host + ":" + url().getPort());
        settings.put("mp.jwt.verify.issuer", url().toString());
        settings.put("mp.jwt.verify.audiences", url().toString());
        settings.put("better-auth.oauth.issuer", url() + BASE_PATH);
        return asEnvironment(settings);
    }

    private static Map<String, String> asEnvironment(Map<String, String> settings) {
        Map<String, String> environment = new LinkedHashMap<>();
        settings.forEach(
                (key, value) ->
                        environment.put(
                                key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT),
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
        api.keys().rotate(api.keys().algorithm());
    }

    /** Makes a new key of another algorithm, which signs from now on. */
    public void rotateKeys(TokenAlgorithm algorithm) {
        api.keys().rotate(algorithm);
    }

    /** Publishes the newest key alone, as Better Auth does after the grace period. */
    public void retireOldKeys() {
        api.keys().retireOld();
    }

    /**
     * Bans a user, which ends their sessions. Tokens that were issued stay valid, unless the server
     * under test gets events.
     */
    public void ban(String userId) {
        api.accounts().user(userId).ifPresent(user -> api.accounts().keep(user.banned()));
        api.accounts().removeSessions(userId);
        api.events().send("revoked", userId);
    }

    /** Ends an opaque access token before its time (RFC 7009). */
    public void revoke(TestCredential opaqueToken) {
        api.introspection().revoke(opaqueToken.value());
    }

    /** Ends all sessions of a user, as signing out everywhere does. */
    public void signOut(String userId) {
        for (String session : api.accounts().removeSessions(userId)) {
            api.introspection().revokeSession(session);
            api.events().send("ended", session);
        }
    }

    /**
     * Tells a server of each end and ban from now on by signed events, before the method that
     * causes one returns, as the hook in Better Auth's configuration does.
     *
     * @param url where the server takes events, {@code <context root>/better-auth/events}
     */
    public void sendEventsTo(URI url) {
        api.events().addReceiver(url);
    }

    /**
     * The sessions as they are stored: a source in memory, for an application in this JVM that is
     * not to call by HTTP. It answers by session tokens and cookies, as Better Auth's database and
     * its secondary storage do.
     */
    public SessionSource sessionSource() {
        return api.storedSessions();
    }

    /**
     * Limits the calls of each path and address; a call beyond it is answered with status 429 until
     * there were none for ten seconds.
     */
    public void limitCalls(int calls) {
        api.limit().allow(calls);
    }

    /** Limits how often each API key may be used. */
    public void limitApiKeys(int uses) {
        api.apiKeys().allow(uses);
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
}
