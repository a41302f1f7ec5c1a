package betterauth.jakarta.caller;

import jakarta.servlet.ServletRequest;

/**
 * The address that a request came from, as the server reports it: by the connection or a header.
 */
public final class CallerAddress {

    /** More than the longest textual form of an address, with a zone or a port. */
    private static final int LONGEST = 64;

    private CallerAddress() {}

    /** The address, or what stands for it; empty if the server reports none. */
    public static String of(ServletRequest request) {
        String address = request.getRemoteAddr();
        if (address == null) {
            return "";
        }
        return address.length() > LONGEST ? address.substring(0, LONGEST) : address;
    }
}
