package betterauth.jakarta.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web origin (RFC 6454, section 6.2), or all those that differ from it in one label: {@code
 * https://app.example.com:8443} or {@code https://*.example.com}.
 *
 * @param scheme {@code http} or {@code https}
 * @param host the host in lower case; below a wildcard, what follows the first dot
 * @param port the port, given or implied
 * @param wildcard whether any one label stands before {@code host}
 */
public record OriginPattern(String scheme, String host, int port, boolean wildcard) {

    private static final Pattern ORIGIN =
            Pattern.compile(
                    "(https?)://(\\*\\.)?([a-z0-9_-]+(?:\\.[a-z0-9_-]+)*+|\\[[0-9a-f:.]+])"
                            + "(?::([1-9][0-9]{0,4}))?");

    /** Browsers serialize origins in lower case; anything else is not from one. */
    private static final Pattern ORIGIN_HEADER = Pattern.compile("[a-z0-9:/.\\[\\]_-]+");

    private static final int LONGEST = 300;
    private static final int GREATEST_PORT = 65_535;

    /** The pattern; empty if the text is not one, such as {@code *} or an address with a path. */
    static Optional<OriginPattern> parse(String text) {
        return read(text).filter(OriginPattern::hasHost);
    }

    private static Optional<OriginPattern> read(String text) {
        Matcher matcher =
                ORIGIN.matcher(text.length() > LONGEST ? "" : text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int implied = matcher.group(1).equals("https") ? 443 : 80;
        int port = matcher.group(4) == null ? implied : Integer.parseInt(matcher.group(4));
        boolean wildcard = matcher.group(2) != null;
        // A wildcard before a whole top-level domain would be everybody.
        if (port > GREATEST_PORT || (wildcard && !matcher.group(3).matches("[^.\\[]+\\..+"))) {
            return Optional.empty();
        }
        return Optional.of(new OriginPattern(matcher.group(1), matcher.group(3), port, wildcard));
    }

    /** The pattern as it may be written in settings. */
    public String text() {
        boolean isImplied = port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + (wildcard ? "*." : "") + host + (isImplied ? "" : ":" + port);
    }

    /** Whether the value of an {@code Origin} header, which must be an origin itself, fits. */
    public boolean matches(String origin) {
        return ORIGIN_HEADER.matcher(origin).matches()
                && read(origin).filter(given -> !given.wildcard && fits(given)).isPresent();
    }

    /** Whether what is in brackets is an IPv6 address (RFC 3986, section 3.2.2). */
    private boolean hasHost() {
        try {
            return !host.startsWith("[") || new URI("http://" + host).getHost() != null;
        } catch (URISyntaxException | NumberFormatException malformed) {
            return false;
        }
    }

    private boolean fits(OriginPattern given) {
        if (!given.scheme.equals(scheme) || given.port != port) {
            return false;
        }
        if (!wildcard) {
            return given.host.equals(host);
        }
        int dot = given.host.indexOf('.');
        return dot > 0 && given.host.substring(dot + 1).equals(host);
    }
}
