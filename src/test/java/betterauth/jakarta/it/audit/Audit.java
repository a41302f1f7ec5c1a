package betterauth.jakarta.it.audit;

import betterauth.jakarta.AuthenticationFailed;
import betterauth.jakarta.AuthenticationSucceeded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told. */
@ApplicationScoped
public class Audit {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    void succeeded(@ObservesAsync AuthenticationSucceeded event) {
        lines.add(
                event.method().label()
                        + " "
                        + event.address()
                        + " "
                        + event.sessionId().isPresent());
    }

    void failed(@ObservesAsync AuthenticationFailed event) {
        lines.add(event.code() + " " + event.address() + " " + event.detail());
    }

    List<String> lines() {
        return lines;
    }
}
