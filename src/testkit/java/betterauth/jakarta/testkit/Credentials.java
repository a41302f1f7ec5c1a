package betterauth.jakarta.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes credentials of users, who are stored with them. */
final class Credentials {

    /** More than a token's lifetime and the difference of clocks that servers allow. */
    private static final Duration LONG_AGO = Duration.ofHours(1);

    private final Accounts accounts;
    private final Tokens tokens;
    private final AccessTokens accessTokens;
    private final Sessions sessions;
    private final CookieCaches caches;
    private final Clock clock;

    Credentials(
            Accounts accounts,
            Tokens tokens,
            AccessTokens accessTokens,
            Sessions sessions,
            CookieCaches caches,
            Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.accessTokens = accessTokens;
        this.sessions = sessions;
        this.caches = caches;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    TestCredential bearer(User user, boolean isExpired, Map<String, @Nullable Object> changes) {
        accounts.keep(user);
        Instant issuedAt = isExpired ? now().minus(LONG_AGO) : now();
        return TestCredential.bearer(tokens.issue(user.json(), issuedAt, changes));
    }

    /**
     * An access token of a client.
     *
     * @param thumbprint the key that it is bound to; null for a bearer token
     */
    String accessToken(TestClient client, @Nullable String thumbprint) {
        return accessTokens.issue(client, sessionOf(client), thumbprint, issuedAt(client));
    }

    String opaqueToken(TestClient client) {
        return accessTokens.issueOpaque(client, sessionOf(client), issuedAt(client));
    }

    private Instant issuedAt(TestClient client) {
        return client.isExpired() ? now().minus(LONG_AGO).minus(LONG_AGO) : now();
    }

    private @Nullable String sessionOf(TestClient client) {
        User user = client.user();
        return user == null ? null : session(user, false).id();
    }

    TestCredential sessionToken(User user, boolean isExpired) {
        return TestCredential.bearer(session(user, isExpired).token());
    }

    TestCredential cookie(User user, boolean isExpired) {
        Session session = session(user, isExpired);
        List<Answer.Header> data = isExpired ? List.of() : caches.issue(session, user, now());
        return TestCredential.cookie(
                Stream.concat(sessions.cookies(session).stream(), data.stream())
                        .map(header -> header.value().substring(0, header.value().indexOf(';')))
                        .collect(Collectors.joining("; ")));
    }

    TestCredential apiKey(User user, boolean isExpired) {
        accounts.keep(user);
        ApiKey key = ApiKey.create(user.id(), isExpired ? now().minus(LONG_AGO) : null);
        accounts.keep(key);
        return TestCredential.apiKey(key.key());
    }

    private Session session(User user, boolean isExpired) {
        accounts.keep(user);
        Session session = Session.create(user.id(), "", now());
        Session kept = isExpired ? session.endedAt(now().minus(LONG_AGO)) : session;
        accounts.keep(kept);
        return kept;
    }
}
