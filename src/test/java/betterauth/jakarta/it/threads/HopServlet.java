package betterauth.jakarta.it.threads;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Answers with who calls beyond the hops that {@code on} names. */
@WebServlet("/hop")
public class HopServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject transient Hops hops;

    @Inject transient Witness witness;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("text/plain;charset=utf-8");
        try {
            response.getWriter()
                    .write(
                            hops.on(request.getParameter("on"), witness::testify)
                                    .get(20, TimeUnit.SECONDS));
        } catch (Exception failed) {
            throw new ServletException(failed);
        }
    }
}
