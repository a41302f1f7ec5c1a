package betterauth.jakarta.session.redis;

import betterauth.jakarta.config.HostPort;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Redis Sentinels, which say where the master is now. Asked for each connection, one after the
 * other until one names a master that is there; it is asked first the next time. Safe for use by
 * many threads.
 */
final class Sentinels {

    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final int HIGHEST_PORT = 65_535;

    private final String master;
    private final List<HostPort> addresses;
    private final JedisClientConfig config;
    private volatile int first;

    /**
     * Prepares.
     *
     * @param master the name by which they know the master
     */
    Sentinels(String master, List<HostPort> addresses, JedisClientConfig config) {
        this.master = master;
        this.addresses = List.copyOf(addresses);
        this.config = config;
    }

    /**
     * Connects to the master.
     *
     * @param connect connects to an address
     * @throws JedisException if no Sentinel says where it is, or there is no master there
     */
    <C> C connect(Function<HostAndPort, C> connect) {
        int start = first;
        Set<HostAndPort> tried = new HashSet<>();
        JedisException failure = null;
        for (int i = 0; i < addresses.size(); i++) {
            int index = (start + i) % addresses.size();
            try {
                HostAndPort named = ask(addresses.get(index));
                if (tried.add(named)) {
                    C connected = connect.apply(named);
                    first = index;
                    return connected;
                }
            } catch (SentinelException failed) {
                failure = failure == null ? failed : failure;
            } catch (JedisException failed) {
                // Another may know better: it may have been cut off from the others.
                failure = failed;
            }
        }
        throw failure == null ? new SentinelException("there are no Sentinels") : failure;
    }

    private HostAndPort ask(HostPort sentinel) {
        HostAndPort address = new HostAndPort(sentinel.host(), sentinel.port());
        try (Connection connection = new Connection(address, config)) {
            connection.sendCommand(Protocol.Command.SENTINEL, "GET-MASTER-ADDR-BY-NAME", master);
            Object answer = connection.getOne();
            if (answer == null) {
                throw new SentinelException("no Sentinel knows a master of that name");
            }
            return parse(answer)
                    .orElseThrow(() -> new SentinelException("a Sentinel answered no address"));
        } catch (SentinelException unknown) {
            throw unknown;
        } catch (JedisException failed) {
            throw new SentinelException("no Sentinel answers: " + RedisFailure.of(failed));
        }
    }

    private static Optional<HostAndPort> parse(Object answer) {
        if (answer instanceof List<?> parts
                && parts.size() == 2
                && parts.get(0) instanceof byte[] host
                && parts.get(1) instanceof byte[] port
                && PORT.matcher(text(port)).matches()
                && Integer.parseInt(text(port)) <= HIGHEST_PORT) {
            return Optional.of(new HostAndPort(text(host), Integer.parseInt(text(port))));
        }
        return Optional.empty();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
