package betterauth.jakarta.dpop;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The canonical form of a target URI, without query and fragment: two URIs that are equivalent by
 * syntax and scheme (RFC 3986, sections 6.2.2 and 6.2.3) have the same.
 *
 * <p>Not by {@code java.net.URI}, which normalizes neither percent-encodings nor ports.
 */
final class TargetUri {

    private static final int LONGEST = 4096;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int HIGHEST_PORT = 65_535;

    private static final Pattern PARTS =
            Pattern.compile(
                    "(?<scheme>(?i)https?)://(?<host>[A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])"
                            + "(:(?<port>[0-9]{0,5}))?(?<path>/[^?#]*)?([?#].*)?");

    /** What a path may contain as it is (RFC 3986, section 3.3). */
    private static final boolean[] PLAIN = set("!$&'()*+,;=:@/" + unreserved());

    private static final boolean[] UNRESERVED = set(unreserved());

    private TargetUri() {}

    /** The canonical form; empty if {@code uri} is no absolute URI of http or https. */
    static Optional<String> canonical(String uri) {
        if (uri.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher parts = PARTS.matcher(uri);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
        String host = parts.group("host").toLowerCase(Locale.ROOT);
        Optional<String> port = port(scheme, parts.group("port"));
        String path = parts.group("path");
        return port.flatMap(
                suffix ->
                        plain(path == null ? "/" : path)
                                .map(TargetUri::withoutDotSegments)
                                .map(plain -> scheme + "://" + host + suffix + plain));
    }

    private static Optional<String> port(String scheme, String digits) {
        if (digits == null || digits.isEmpty()) {
            return Optional.of("");
        }
        int port = Integer.parseInt(digits);
        int usual = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        if (port > HIGHEST_PORT) {
            return Optional.empty();
        }
        return Optional.of(port == usual ? "" : ":" + port);
    }

    /**
     * The path with each character written in one way: unreserved ones as they are, percent
     * encodings in upper case, and what browsers and servers leave alone though it is not allowed
     * percent-encoded; empty if it is malformed.
     */
    private static Optional<String> plain(String path) {
        StringBuilder plain = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                int octet = octet(path, i + 1);
                if (octet < 0) {
                    return Optional.empty();
                }
                append(plain, octet, UNRESERVED);
                i += 2;
            } else if (c > ' ' && c < 0x7F) {
                append(plain, c, PLAIN);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(plain.toString());
    }

    private static void append(StringBuilder plain, int octet, boolean[] asItIs) {
        if (octet < asItIs.length && asItIs[octet]) {
            plain.append((char) octet);
        } else {
            plain.append('%').append(digit(octet >> 4)).append(digit(octet & 0xF));
        }
    }

    /** The octet that two hexadecimal digits name; negative if there are none. */
    private static int octet(String path, int index) {
        if (index + 2 > path.length()) {
            return -1;
        }
        int high = hex(path.charAt(index));
        int low = hex(path.charAt(index + 1));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** Of ASCII only, unlike {@code Character.digit}. */
    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static char digit(int value) {
        return "0123456789ABCDEF".charAt(value);
    }

    /** RFC 3986, section 5.2.4. */
    private static String withoutDotSegments(String path) {
        if (!path.contains("/.")) {
            return path;
        }
        StringBuilder output = new StringBuilder(path.length());
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean isLast = i == segments.length - 1;
            if (segments[i].equals("..")) {
                output.setLength(Math.max(0, output.lastIndexOf("/")));
            }
            if (!segments[i].equals(".") && !segments[i].equals("..")) {
                output.append('/').append(segments[i]);
            } else if (isLast) {
                output.append('/');
            }
        }
        return output.toString();
    }

    private static String unreserved() {
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    }

    private static boolean[] set(String characters) {
        boolean[] set = new boolean[0x80];
        characters.chars().forEach(character -> set[character] = true);
        return set;
    }
}
