package betterauth.jakarta.module;

import betterauth.jakarta.identity.Authentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers a request that a security constraint (Jakarta Servlet 6.0, section 13.8) keeps from the
 * application, since its caller is not authenticated.
 */
@FunctionalInterface
public interface MandatoryAnswer {

    /** Writes the whole answer. */
    void write(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException;
}
