package betterauth.jakarta.it.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells which of the classes named in the body an application without libraries can see. */
@WebServlet("/visible")
public class VisibleClasses extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType("text/plain;charset=utf-8");
        for (String name : request.getReader().lines().toList()) {
            if (isVisible(name)) {
                response.getWriter().println(name);
            }
        }
    }

    private static boolean isVisible(String name) {
        try {
            return Class.forName(name, false, VisibleClasses.class.getClassLoader()) != null;
        } catch (ClassNotFoundException notVisible) {
            return false;
        }
    }
}
