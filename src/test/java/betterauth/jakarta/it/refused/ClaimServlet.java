package betterauth.jakarta.it.refused;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.microprofile.jwt.Claim;

/** One object for all requests. */
@WebServlet("/claim")
public class ClaimServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    @Claim("sub")
    transient String subject;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.getWriter().write(String.valueOf(subject));
    }
}
