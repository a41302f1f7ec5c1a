package betterauth.jakarta.session;

import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionQuery;
import betterauth.jakarta.spi.SessionSource;

/** A source that has Better Auth's sessions by their tokens, and knows nothing of signatures. */
public record StoredSource(SessionSource source) implements SessionSource {

    @Override
    public SessionAnswer find(SessionQuery query) {
        return source.find(query);
    }
}
