package betterauth.jakarta.calls;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one caller has of the Internet's addresses: an IPv4 address, or the 64 bits by which an IPv6
 * network is distinguished from others (RFC 4291, section 2.5.1), as Better Auth counts them too.
 */
public final class AddressRange {

    private static final int NETWORK_BYTES = 8;

    /** Begins with a digit or a colon: what Java takes for an address and not for a name. */
    private static final Pattern LITERAL = Pattern.compile("[0-9A-Fa-f:][0-9A-Fa-f:.]*");

    private static final Pattern IPV4_WITH_PORT =
            Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}):\\d{1,5}");

    private AddressRange() {}

    /**
     * The range that an address is in; anything that is no IPv6 address stands for itself, an IPv4
     * address without the port that some proxies add.
     */
    public static String of(String address) {
        Matcher withPort = IPV4_WITH_PORT.matcher(address);
        if (withPort.matches()) {
            return withPort.group(1);
        }
        int zone = address.indexOf('%');
        String literal = zone < 0 ? address : address.substring(0, zone);
        if (literal.indexOf(':') < 0 || !LITERAL.matcher(literal).matches()) {
            return address;
        }
        try {
            // Digits and colons are parsed and never looked up by name.
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
