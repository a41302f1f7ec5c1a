package betterauth.jakarta.it.source;

import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionQuery;
import betterauth.jakarta.spi.SessionSource;
import jakarta.enterprise.context.ApplicationScoped;

/** One too many. */
@ApplicationScoped
public class MoreSessions implements SessionSource {

    @Override
    public SessionAnswer find(SessionQuery query) {
        return new SessionAnswer.Absent();
    }
}
