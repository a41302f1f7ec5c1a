package betterauth.jakarta.session.redis;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;

/** Makes the socket of one connection, and remembers where it leads to. */
final class ServerSockets implements JedisSocketFactory {

    private final HostAndPort name;
    private final JedisSocketFactory sockets;
    private volatile @Nullable SocketAddress address;

    ServerSockets(HostAndPort name, JedisClientConfig config) {
        this.name = name;
        this.sockets = new DefaultJedisSocketFactory(name, config);
    }

    @Override
    public Socket createSocket() {
        Socket socket = sockets.createSocket();
        address = socket.getRemoteSocketAddress();
        return socket;
    }

    /** Whether both lead to one server, as far as addresses tell. */
    boolean isSameServer(ServerSockets other) {
        SocketAddress known = other.address;
        return known == null
                || known.equals(address)
                || (name.equals(other.name)
                        && known instanceof InetSocketAddress socket
                        && isNamed(socket.getAddress()));
    }

    /** A name may have several addresses. */
    private boolean isNamed(InetAddress other) {
        try {
            return Arrays.asList(InetAddress.getAllByName(name.getHost())).contains(other);
        } catch (UnknownHostException nameless) {
            return false;
        }
    }
}
