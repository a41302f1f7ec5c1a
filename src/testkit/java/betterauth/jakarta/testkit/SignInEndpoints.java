package betterauth.jakarta.testkit;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** {@code /sign-in/email} and {@code /sign-out}. */
final class SignInEndpoints {

    private final Accounts accounts;
    private final Sessions sessions;
    private final CookieCaches caches;
    private final SessionSignature signature;
    private final Clock clock;
    private final String origin;

    SignInEndpoints(
            Accounts accounts,
            Sessions sessions,
            CookieCaches caches,
            SessionSignature signature,
            Clock clock,
            String origin) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.caches = caches;
        this.signature = signature;
        this.clock = clock;
        this.origin = origin;
    }

    Answer signIn(Call call) {
        Optional<User> user = user(call.body());
        if (user.isEmpty()) {
            return Answer.error(401, "Invalid email or password", "INVALID_EMAIL_OR_PASSWORD");
        }
        if (user.get().isBanned()) {
            return Answer.error(
                    403,
                    "You have been banned from this application. Please contact support if you"
                            + " believe this is an error.",
                    "BANNED_USER");
        }
        Session session =
                Session.create(user.get().id(), call.header("User-Agent"), clock.instant());
        accounts.keep(session);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("redirect", false);
        body.put("token", session.token());
        body.put("user", user.get().json());
        return Answer.json(200, JsonText.of(body))
                .with(sessions.cookies(session))
                .with(caches.issue(session, user.get(), clock.instant()))
                .with("set-auth-token", signature.signed(session.token()))
                .with("access-control-expose-headers", "set-auth-token");
    }

    /** A cookie does not count from another origin, or from none. */
    Answer signOut(Call call) {
        if (!call.header("Cookie").isEmpty()) {
            String from = call.header("Origin");
            if (from.isEmpty() || from.equals("null")) {
                return Answer.error(403, "Missing or null Origin", "MISSING_OR_NULL_ORIGIN");
            }
            if (!from.equals(origin)) {
                return Answer.error(403, "Invalid origin", "INVALID_ORIGIN");
            }
        }
        sessions.token(call).ifPresent(accounts::remove);
        return Answer.json(200, "{\"success\":true}").with(sessions.cleared(call));
    }

    private Optional<User> user(String body) {
        try {
            Map<String, Object> json = JsonUtil.parseJson(body);
            return FakeBetterAuth.PASSWORD.equals(json.get("password"))
                    ? accounts.userByEmail(String.valueOf(json.get("email")))
                    : Optional.empty();
        } catch (JoseException notJson) {
            return Optional.empty();
        }
    }
}
