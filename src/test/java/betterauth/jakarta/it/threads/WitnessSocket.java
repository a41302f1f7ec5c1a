package betterauth.jakarta.it.threads;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket that tells who calls when it opens, at each message and when it closes. */
@ServerEndpoint("/socket")
public class WitnessSocket {

    private static final BlockingQueue<String> CLOSED = new LinkedBlockingQueue<>();

    @OnOpen
    public void open(Session session) throws IOException {
        session.getBasicRemote().sendText(witness().testify());
    }

    /** Each message names hops; {@code push} is another thread that sends by itself. */
    @OnMessage
    public void message(Session session, String hops) throws Exception {
        if (hops.equals("push")) {
            CDI.current()
                    .select(Hops.class)
                    .get()
                    .on(
                            "own",
                            () -> {
                                session.getBasicRemote().sendText(witness().testify());
                                return "";
                            });
            return;
        }
        session.getBasicRemote()
                .sendText(
                        CDI.current()
                                .select(Hops.class)
                                .get()
                                .on(hops, () -> witness().testify())
                                .get(20, TimeUnit.SECONDS));
    }

    @OnClose
    public void close(Session session) {
        CLOSED.add(witness().testify());
    }

    private static Witness witness() {
        return CDI.current().select(Witness.class).get();
    }

    /** Tells what the socket that closed last knew. */
    @WebServlet("/closed")
    public static class Closed extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            try {
                response.getWriter().write(String.valueOf(CLOSED.poll(20, TimeUnit.SECONDS)));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
