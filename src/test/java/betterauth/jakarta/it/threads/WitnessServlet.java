package betterauth.jakarta.it.threads;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells who calls, whatever dispatched the request to it. */
@WebServlet(urlPatterns = "/who", asyncSupported = true)
public class WitnessServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject transient Witness witness;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter().write(witness.testify());
    }
}
