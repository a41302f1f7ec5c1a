package betterauth.jakarta.session.redis;

import betterauth.jakarta.config.SentinelSettings.Address;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Redis Sentinels, which say where the master is now. Asked for each connection, one after the
 * other until one knows; the one that knew is asked first the next time. Safe for use by many
 * threads.
 */
final class Sentinels {

    private static final Pattern PORT = Pattern.compile("\\d{1,5}");

    private final String master;
    private final List<Address> addresses;
    private final JedisClientConfig config;
    private volatile int first;

    /**
     * Prepares.
     *
     * @param master the name by which they know the master
     */
    Sentinels(String master, List<Address> addresses, JedisClientConfig config) {
        this.master = master;
        this.addresses = List.copyOf(addresses);
        this.config = config;
    }

    /**
     * Where the master is.
     *
     * @throws SentinelException if none of them says it
     */
    HostAndPort master() {
        int start = first;
        String failure = "no Sentinel knows a master of that name";
        for (int i = 0; i < addresses.size(); i++) {
            int index = (start + i) % addresses.size();
            try {
                HostAndPort found = ask(addresses.get(index));
                if (found != null) {
                    first = index;
                    return found;
                }
            } catch (JedisException failed) {
                failure = "no Sentinel answers: " + RedisFailure.of(failed);
            }
        }
        throw new SentinelException(failure);
    }

    /** Null if it knows no such master. */
    private @Nullable HostAndPort ask(Address sentinel) {
        HostAndPort address = new HostAndPort(sentinel.host(), sentinel.port());
        try (Connection connection = new Connection(address, config)) {
            connection.sendCommand(Protocol.Command.SENTINEL, "GET-MASTER-ADDR-BY-NAME", master);
            if (!(connection.getOne() instanceof List<?> answer)) {
                return null;
            }
            if (answer.size() != 2
                    || !(answer.get(0) instanceof byte[] host)
                    || !(answer.get(1) instanceof byte[] port)
                    || !PORT.matcher(text(port)).matches()) {
                throw new JedisConnectionException("A Sentinel answered no address");
            }
            return new HostAndPort(text(host), Integer.parseInt(text(port)));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
