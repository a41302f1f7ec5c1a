package betterauth.jakarta.it.edge;

import betterauth.jakarta.CurrentUser;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An open servlet in front of guarded things. */
@WebServlet(urlPatterns = "/doors/*", asyncSupported = true)
public class Doors extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject transient CurrentUser user;

    @Inject transient HouseBean house;

    @Inject transient GuardedBean guarded;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("text/plain;charset=utf-8");
        response.setHeader("X-Door", "open");
        response.getWriter().write("half an ");
        response.getWriter()
                .write(
                        switch (request.getPathInfo()) {
                            case "/user" -> user.id();
                            case "/house" -> house.enter();
                            case "/ejb" -> guarded.enter();
                            case "/wrapped" -> wrapped();
                            case "/fault" -> throw new IllegalStateException("The house burns");
                            default -> "answer";
                        });
    }

    private String wrapped() throws ServletException {
        try {
            return guarded.enter();
        } catch (RuntimeException refused) {
            throw new ServletException("wrapped", refused);
        }
    }
}
