package betterauth.jakarta.it.roles;

import betterauth.jakarta.CurrentUser;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells whether the caller has a role, by the server and by the library. */
@WebServlet("/role")
public class RoleServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject transient CurrentUser user;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String role = request.getParameter("role");
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter()
                .write("server " + request.isUserInRole(role) + ", user " + user.hasRole(role));
    }
}
