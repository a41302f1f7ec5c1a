package betterauth.jakarta.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and a port. Names may have underscores, as those of containers do, though a URL's host may
 * not (RFC 3986, section 3.2.2, leaves that to the registry of names).
 *
 * @param host a name, or an address; one of IPv6 has no brackets
 * @param port 0 for none
 */
public record HostPort(String host, int port) {

    private static final Pattern FORM =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9_][A-Za-z0-9._-]*)(?::(\\d{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;

    /** Parses {@code host} or {@code host:port}; empty if it is none. */
    static Optional<HostPort> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        boolean isPort = matcher.group(2) == null || (port > 0 && port <= HIGHEST_PORT);
        return isPort
                ? Optional.of(new HostPort(matcher.group(1).replaceAll("[\\[\\]]", ""), port))
                : Optional.empty();
    }

    /** The same with a port, where it has none. */
    HostPort orPort(int otherwise) {
        return port == 0 ? new HostPort(host, otherwise) : this;
    }

    /** As in a URL. */
    @Override
    public String toString() {
        String literal = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == 0 ? literal : literal + ":" + port;
    }
}
