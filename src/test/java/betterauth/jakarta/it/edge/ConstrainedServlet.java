package betterauth.jakarta.it.edge;

import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Guarded by a constraint of the server's. */
@WebServlet("/constrained")
@ServletSecurity(@HttpConstraint(rolesAllowed = "admin"))
public class ConstrainedServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.getWriter().write("constrained " + request.isUserInRole("admin"));
    }
}
