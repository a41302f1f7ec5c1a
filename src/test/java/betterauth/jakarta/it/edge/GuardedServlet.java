package betterauth.jakarta.it.edge;

import betterauth.jakarta.RequireRole;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Guarded itself, where the server intercepts servlets. */
@WebServlet("/guarded")
@RequireRole("admin")
public class GuardedServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private volatile String state = "not initialized";

    @Override
    public void init() {
        state = "initialized";
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.getWriter().write(state);
    }
}
