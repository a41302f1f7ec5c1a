package betterauth.jakarta.session.redis;

import betterauth.jakarta.config.RedisSettings;
import betterauth.jakarta.config.SentinelSettings;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/** Connects to the server that the settings or its Sentinels name. Safe for use by many threads. */
final class RedisServer {

    private final RedisSettings.Server server;
    private final JedisClientConfig config;
    private final @Nullable Sentinels sentinels;
    private volatile @Nullable TrackingConnection told;

    RedisServer(RedisSettings settings, Duration connectTimeout) {
        this.server = settings.requireServer();
        this.config =
                config(settings, connectTimeout)
                        .user(server.user())
                        .password(server.password())
                        .database(server.database())
                        .build();
        SentinelSettings known = server.sentinels();
        this.sentinels =
                known == null
                        ? null
                        : new Sentinels(
                                server.host(),
                                known.addresses(),
                                config(settings, connectTimeout)
                                        .user(known.user())
                                        .password(known.password())
                                        .build());
    }

    private DefaultJedisClientConfig.Builder config(
            RedisSettings settings, Duration connectTimeout) {
        return DefaultJedisClientConfig.builder()
                .resp3()
                .connectionTimeoutMillis(millis(connectTimeout))
                .socketTimeoutMillis(millis(settings.commandTimeout()))
                .sslOptions(server.isSecure() ? verifyingHost() : null)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
    }

    /**
     * A new connection for commands.
     *
     * @throws redis.clients.jedis.exceptions.JedisException if there is none
     */
    MasterConnection connect() {
        return connect(MasterConnection::new);
    }

    /** A new connection that is told of changes; likewise. */
    TrackingConnection connectForTracking() {
        return connect(TrackingConnection::new);
    }

    /** Looks for the server each time, since a name may have another address by now. */
    private <C extends MasterConnection> C connect(
            BiFunction<ServerSockets, JedisClientConfig, C> kind) {
        Function<HostAndPort, C> connect =
                address -> kind.apply(new ServerSockets(address, config), config);
        return sentinels == null
                ? connect.apply(new HostAndPort(server.host(), server.port()))
                : sentinels.connect(connect);
    }

    /**
     * Changes are told on this connection from now on.
     *
     * @param connection null for none
     */
    void told(@Nullable TrackingConnection connection) {
        told = connection;
    }

    /** Whether this connection leads to where changes are told, or none are. */
    boolean isTold(MasterConnection connection) {
        TrackingConnection known = told;
        return known == null || connection.isSameServer(known);
    }

    /** The certificate's issuer by the trust store of the JVM, and its host as in HTTPS. */
    private static SslOptions verifyingHost() {
        return SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build();
    }

    private static int millis(Duration duration) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, duration.toMillis()));
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
