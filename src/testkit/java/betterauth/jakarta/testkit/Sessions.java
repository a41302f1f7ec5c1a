package betterauth.jakarta.testkit;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the session of a call: of its bearer token, or else of its cookie, which the cookie cache
 * may hold as well.
 */
final class Sessions {

    static final String COOKIE = "better-auth.session_token";

    private static final String BEARER = "Bearer ";
    private static final String DONT_REMEMBER = "better-auth.dont_remember";

    private final Accounts accounts;
    private final SessionSignature signature;
    private final CookieCaches caches;
    private final Clock clock;

    Sessions(Accounts accounts, SessionSignature signature, CookieCaches caches, Clock clock) {
        this.accounts = accounts;
        this.signature = signature;
        this.caches = caches;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param session null if there is no such session
     * @param user null likewise
     * @param headers what the answer says of it: cookies that are set or cleared
     */
    record Found(
            @Nullable Map<String, @Nullable Object> session,
            @Nullable Map<String, @Nullable Object> user,
            List<Answer.Header> headers) {

        static final Found NOTHING = new Found(null, null, List.of());
    }

    /**
     * Looks the session up.
     *
     * @param isReading whether it must neither be extended nor written to the cookie cache
     * @param useCache whether the cookie cache may answer
     */
    Found find(Call call, boolean isReading, boolean useCache) {
        Optional<String> token = token(call);
        if (token.isEmpty()) {
            return Found.NOTHING;
        }
        Optional<String> data =
                useCache ? cookies(call).chunked(CookieCaches.NAME) : Optional.empty();
        Optional<CookieCaches.Cached> cached =
                data.flatMap(value -> caches.find(value, token.get(), clock.instant()));
        if (cached.isPresent()) {
            return new Found(cached.get().session(), cached.get().user(), List.of());
        }
        Optional<Session> session =
                accounts.session(token.get()).filter(each -> !each.isEnded(clock.instant()));
        Optional<User> user = session.flatMap(each -> accounts.user(each.userId()));
        List<Answer.Header> headers = new ArrayList<>();
        if (caches.isOff()) {
            headers.addAll(clearedData(call));
        } else if (data.isPresent()) {
            headers.add(Answer.cookie(CookieCaches.NAME, "", 0));
        }
        if (user.isEmpty()) {
            headers.addAll(cleared(call));
            return new Found(null, null, headers);
        }
        return found(session.get(), user.get(), isReading, headers);
    }

    /** The cookies of a session that was signed in to or extended. */
    List<Answer.Header> cookies(Session session) {
        return List.of(
                Answer.cookie(
                        COOKIE,
                        signature.cookieValue(session.token()),
                        Session.LIFETIME.toSeconds()));
    }

    /** The cookies that end a session in the browser. */
    List<Answer.Header> cleared(Call call) {
        List<Answer.Header> cleared = new ArrayList<>();
        cleared.add(Answer.cookie(COOKIE, "", 0));
        cleared.add(Answer.cookie(CookieCaches.NAME, "", 0));
        cleared.addAll(clearedData(call));
        cleared.add(Answer.cookie(DONT_REMEMBER, "", 0));
        return cleared;
    }

    private static List<Answer.Header> clearedData(Call call) {
        return cookies(call).parts(CookieCaches.NAME).stream()
                .map(part -> Answer.cookie(part, "", 0))
                .toList();
    }

    /** The token that a call presents; empty if there is none, or its signature is invalid. */
    Optional<String> token(Call call) {
        String authorization = call.header("Authorization");
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            String bearer = authorization.substring(BEARER.length()).strip();
            Optional<String> token =
                    bearer.contains(".") ? signature.verify(bearer) : Optional.of(bearer);
            if (token.filter(text -> !text.isEmpty()).isPresent()) {
                return token;
            }
        }
        return cookies(call).value(COOKIE).flatMap(signature::verify);
    }

    private Found found(
            Session session, User user, boolean isReading, List<Answer.Header> headers) {
        Instant now = clock.instant();
        if (isReading) {
            return new Found(session.json(), user.json(), headers);
        }
        if (!session.isDueForRefresh(now)) {
            headers.addAll(caches.issue(session, user, now));
            return new Found(session.json(), user.json(), headers);
        }
        Session extended = session.refreshed(now);
        accounts.keep(extended);
        headers.addAll(cookies(extended));
        headers.addAll(caches.issue(extended, user, now));
        headers.add(new Answer.Header("set-auth-token", signature.signed(extended.token())));
        return new Found(extended.json(), user.json(), headers);
    }

    private static RequestCookies cookies(Call call) {
        return new RequestCookies(call.header("Cookie"));
    }
}
