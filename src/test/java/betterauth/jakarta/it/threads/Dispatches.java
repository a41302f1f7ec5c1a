package betterauth.jakarta.it.threads;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Hands a request on in the way that {@code way} names, to {@code /who} or to the path {@code to}.
 */
@WebServlet(urlPatterns = "/dispatch", asyncSupported = true)
public class Dispatches extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject transient Hops hops;

    @Inject transient Witness witness;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String to = request.getParameter("to") == null ? "/who" : request.getParameter("to");
        String by = request.getParameter("by");
        switch (request.getParameter("way")) {
            case "forward" -> request.getRequestDispatcher(to).forward(request, response);
            case "include" -> request.getRequestDispatcher(to).include(request, response);
            case "error" -> response.sendError(409);
            case "throw" -> throw new IllegalStateException("for the error page");
            case "async" -> {
                AsyncContext async = request.startAsync();
                async.setTimeout(20_000);
                run(by, async, () -> async.dispatch(to));
            }
            case "complete" -> {
                AsyncContext async = request.startAsync();
                async.setTimeout(20_000);
                run(by, async, () -> complete(async));
            }
            default -> response.sendError(400);
        }
    }

    private void run(String by, AsyncContext async, Runnable step) {
        if (by == null) {
            step.run();
        } else if (by.equals("start")) {
            async.start(() -> runLater(step));
        } else if (by.startsWith("start,")) {
            async.start(() -> run(by.substring(6), async, step));
        } else {
            hops.on(
                    by,
                    () -> {
                        runLater(step);
                        return "";
                    });
        }
    }

    /** Past the end of the dispatch that began this: Payara dispatches twice within it. */
    private static void runLater(Runnable step) {
        Hops.pause();
        step.run();
    }

    private void complete(AsyncContext async) {
        try {
            async.getResponse().setContentType("text/plain;charset=utf-8");
            async.getResponse().getWriter().write(witness.testify());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            async.complete();
        }
    }
}
