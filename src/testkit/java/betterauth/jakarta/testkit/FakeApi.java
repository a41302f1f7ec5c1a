package betterauth.jakarta.testkit;

import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;

/** Better Auth's API: which call is answered by what, and in which order calls are refused. */
final class FakeApi implements Endpoint {

    private final Accounts accounts = new Accounts();
    private final RateLimit limit;
    private final ApiKeys apiKeys;
    private final SigningKeys keys;
    private final Introspection introspection;
    private final StoredSessions storedSessions;
    private final EventSender events;
    private final Callers callers;
    private final Map<String, Endpoint> endpoints;

    /**
     * Puts the parts together.
     *
     * @param origin the issuer of the tokens
     */
    FakeApi(FakeBetterAuthBuilder options, String origin) {
        Clock clock = options.clock();
        limit = new RateLimit(clock);
        apiKeys = new ApiKeys(accounts, clock);
        keys = new SigningKeys(options.algorithm(), FakeBetterAuth.JWT_SECRET);
        Tokens tokens = new Tokens(keys, origin);
        introspection = new Introspection(clock);
        storedSessions = new StoredSessions(accounts, clock);
        events = new EventSender(clock);
        SessionSignature signature = new SessionSignature(options.secret());
        CookieCaches caches =
                new CookieCaches(
                        options.cookieCache() == CookieCache.OFF,
                        new CookieCacheText(options.cookieCache(), options.secret(), keys, origin));
        Sessions sessions = new Sessions(accounts, signature, caches, clock);
        callers =
                new Callers(
                        new Credentials(
                                accounts,
                                tokens,
                                new AccessTokens(
                                        keys, introspection, origin + FakeBetterAuth.BASE_PATH),
                                sessions,
                                caches,
                                clock));
        SessionEndpoints session = new SessionEndpoints(sessions, apiKeys, tokens, clock);
        SignInEndpoints signIn =
                new SignInEndpoints(accounts, sessions, caches, signature, clock, origin);
        endpoints =
                Map.of(
                        "GET /ok", call -> Answer.json(200, "{\"ok\":true}"),
                        "GET /jwks", call -> Answer.json(200, keys.published()),
                        "GET /token", session::token,
                        "GET /get-session", session::getSession,
                        "POST /get-session", session::postSession,
                        "POST /oauth2/introspect", introspection::introspect,
                        "POST /sign-in/email", signIn::signIn,
                        "POST /sign-out", signIn::signOut);
    }

    Accounts accounts() {
        return accounts;
    }

    RateLimit limit() {
        return limit;
    }

    ApiKeys apiKeys() {
        return apiKeys;
    }

    SigningKeys keys() {
        return keys;
    }

    StoredSessions storedSessions() {
        return storedSessions;
    }

    EventSender events() {
        return events;
    }

    Introspection introspection() {
        return introspection;
    }

    Callers callers() {
        return callers;
    }

    @Override
    public Answer answer(Call call) {
        OptionalLong retryAfter = limit.refusal(call);
        if (retryAfter.isPresent()) {
            return Answer.json(429, "{\"message\":\"Too many requests. Please try again later.\"}")
                    .with("x-retry-after", String.valueOf(retryAfter.getAsLong()));
        }
        Endpoint endpoint = endpoints.get(call.toString());
        if (endpoint == null) {
            return Answer.empty(404);
        }
        return apiKeys.refusal(call).orElseGet(() -> endpoint.answer(call));
    }
}
