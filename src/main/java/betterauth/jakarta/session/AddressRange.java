package betterauth.jakarta.session;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What one caller has of the Internet's addresses: an IPv4 address, or the 64 bits by which an IPv6
 * network is told from others (RFC 4291, section 2.5.1), as Better Auth counts them too.
 */
final class AddressRange {

    private static final int NETWORK_BYTES = 8;

    private AddressRange() {}

    /** The range that an address is in; anything that is no IPv6 address stands for itself. */
    static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        int zone = address.indexOf('%');
        String literal = zone < 0 ? address : address.substring(0, zone);
        try {
            // A text with a colon is never looked up by name.
            InetAddress parsed = InetAddress.getByName(literal);
            // An IPv4-mapped address (RFC 4291, section 2.5.5.2) is parsed as the IPv4 one.
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
                            + "/64"
                    : parsed.getHostAddress();
        } catch (UnknownHostException malformed) {
            return address;
        }
    }
}
