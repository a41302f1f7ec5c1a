package betterauth.jakarta.it.app;

import betterauth.jakarta.CurrentUser;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet, which guards itself. */
@WebServlet("/servlet/user")
public class UserServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject transient CurrentUser user;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter()
                .write(user.isAuthenticated() ? user.id() + " " + user.roles() : "nobody");
    }
}
