package betterauth.jakarta.introspection.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How a client authenticates to the authorization server (RFC 6749, section 2.3). */
interface ClientAuthentication {

    /** The {@code Authorization} header; empty where the credentials are in the form. */
    Optional<String> header();

    /** The parameters to add to the form, encoded, each after an ampersand; may be empty. */
    String parameters();

    /** As {@code application/x-www-form-urlencoded} writes it. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
