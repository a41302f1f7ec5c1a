package betterauth.jakarta.it.app;

import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** A WebSocket that tells who opened it. */
@ServerEndpoint("/socket/user")
public class UserSocket {

    @OnOpen
    public void open(Session session) throws IOException {
        String opener =
                session.getUserPrincipal() instanceof JsonWebToken token
                        ? token.getSubject() + " " + token.getGroups()
                        : "nobody";
        session.getBasicRemote().sendText(opener);
    }
}
