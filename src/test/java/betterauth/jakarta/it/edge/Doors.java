package betterauth.jakarta.it.edge;

import betterauth.jakarta.CurrentUser;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** An open servlet in front of guarded things. */
@WebServlet(urlPatterns = "/doors/*", asyncSupported = true)
public class Doors extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final AtomicInteger COMPLETED = new AtomicInteger();

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
                            case "/async" -> afterStartingAsync(request);
                            case "/dispatched" -> dispatched(request);
                            case "/forwarded" -> forwarded(request, response);
                            case "/completed" -> String.valueOf(COMPLETED.get());
                            case "/logout" -> afterLogout(request);
                            case "/fault" -> throw new IllegalStateException("The house burns");
                            default -> "answer";
                        });
    }

    private String afterStartingAsync(HttpServletRequest request) {
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        async.addListener(new Completions());
        return user.id();
    }

    private static String dispatched(HttpServletRequest request) {
        request.startAsync().dispatch("/doors/user");
        return "";
    }

    private static String forwarded(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        request.getRequestDispatcher("/doors/ejb").forward(request, response);
        return "";
    }

    private String afterLogout(HttpServletRequest request) throws ServletException {
        request.logout();
        return user.isAuthenticated() + " " + request.getUserPrincipal();
    }

    private String wrapped() throws ServletException {
        try {
            return guarded.enter();
        } catch (RuntimeException refused) {
            throw new ServletException("wrapped", refused);
        }
    }

    /** Counts requests that ended. */
    private static final class Completions implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            COMPLETED.incrementAndGet();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            COMPLETED.addAndGet(-1000);
        }

        @Override
        public void onError(AsyncEvent event) {
            COMPLETED.addAndGet(-1000);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            COMPLETED.addAndGet(-1000);
        }
    }
}
