package betterauth.jakarta.credential;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.IntrospectionSettings;
import betterauth.jakarta.config.SessionSettings;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.credential.SessionCredential.ApiKey;
import betterauth.jakarta.credential.SessionCredential.BearerSession;
import betterauth.jakarta.credential.SessionCredential.SessionCookie;
import betterauth.jakarta.dpop.DpopRequest;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.Warning;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one credential of a request, and says of which kind it is. The first kind that is
 * present is the credential, valid or not: no other is tried after it.
 */
public final class CredentialReader {

    private static final Pattern API_KEY = Pattern.compile("[!-~]{1,512}");

    private final @Nullable String tokenCookie;
    private final SessionSettings sessions;
    private final boolean acceptsAccessTokens;
    private final IntrospectionSettings introspection;
    private final RequestTarget target;
    private final CrossSiteCheck crossSite;
    private final JwtForm jwts = new JwtForm();
    private final Warning plainCookie = new Warning(Loggers.authentication());
    private final Warning otherPrefix = new Warning(Loggers.authentication());

    /**
     * Without https anybody on the way can set a cookie, so a Better Auth behind https is believed
     * by the name alone that browsers take over https only (RFC 6265bis, section 4.1.3.1).
     */
    private final List<CookieNames> sessionCookies;

    /** The cookies of a session: that of its token, and the cookie cache. */
    private record CookieNames(String token, String data) {}

    public CredentialReader(Settings settings) {
        this.tokenCookie = settings.jwt().cookie();
        this.sessions = settings.session();
        this.acceptsAccessTokens = settings.oauth().isEnabled();
        this.introspection = settings.oauth().introspection();
        this.target = new RequestTarget(settings.oauth().resources());
        List<String> prefixes =
                settings.isSecure() ? List.of("__Secure-") : List.of("__Secure-", "");
        this.sessionCookies =
                prefixes.stream()
                        .map(
                                prefix ->
                                        new CookieNames(
                                                prefix + sessions.cookieName(),
                                                prefix + sessions.dataCookieName()))
                        .toList();
        this.crossSite = new CrossSiteCheck(settings.cors(), settings.isSecure());
    }

    public Credential read(HttpServletRequest request) {
        List<String> authorization = Collections.list(request.getHeaders("Authorization"));
        if (authorization.size() > 1) {
            return ambiguous("More than one Authorization header was presented");
        }
        if (authorization.size() == 1) {
            Credential presented = authorization(authorization.get(0), request);
            // MicroProfile JWT 2.1, section 9.2.4: then the header does not carry it.
            if (tokenCookie == null
                    || !(presented instanceof Credential.Jwt jwt)
                    || jwt.dpop() != null) {
                return presented;
            }
        }
        if (sessions.apiKeys()) {
            List<String> keys = Collections.list(request.getHeaders("x-api-key"));
            if (!keys.isEmpty()) {
                return apiKey(keys);
            }
        }
        return cookie(request);
    }

    private Credential authorization(String header, HttpServletRequest request) {
        Optional<AuthorizationHeader> parsed = AuthorizationHeader.parse(header);
        if (parsed.isEmpty() || (isDpop(parsed.get()) && !acceptsAccessTokens)) {
            return unusable(
                    RefusalCode.INVALID_TOKEN, "The Authorization header is not a bearer token");
        }
        String token = parsed.get().token();
        return isDpop(parsed.get()) ? bound(token, request) : bearer(token);
    }

    private static boolean isDpop(AuthorizationHeader header) {
        return header.scheme() == AuthorizationHeader.Scheme.DPOP;
    }

    private Credential bound(String token, HttpServletRequest request) {
        DpopRequest dpop =
                new DpopRequest(
                        Collections.list(request.getHeaders("DPoP")),
                        request.getMethod(),
                        target.of(request));
        if (introspection.isOpaque(token)) {
            return new Credential.OpaqueToken(token, dpop);
        }
        return jwts.matches(token)
                ? new Credential.Jwt(token, dpop)
                : unusable(
                        RefusalCode.INVALID_TOKEN,
                        "The token is not an access token that can be bound to a key");
    }

    private Credential bearer(String token) {
        if (introspection.isOpaque(token)) {
            return new Credential.OpaqueToken(token, null);
        }
        if (jwts.matches(token)) {
            return new Credential.Jwt(token);
        }
        return sessions.enabled()
                ? SessionToken.parse(token)
                        .<Credential>map(
                                session -> new Credential.Session(new BearerSession(session)))
                        .orElseGet(
                                () ->
                                        unusable(
                                                RefusalCode.INVALID_SESSION,
                                                "The bearer token is not a session token"))
                : unusable(RefusalCode.INVALID_TOKEN, "The bearer token is not a JSON Web Token");
    }

    private Credential tokenCookie(String value) {
        return jwts.matches(value)
                ? new Credential.Jwt(value)
                : unusable(RefusalCode.INVALID_TOKEN, "The cookie is not a JSON Web Token");
    }

    private static Credential apiKey(List<String> keys) {
        if (keys.size() > 1) {
            return ambiguous("More than one API key was presented");
        }
        return API_KEY.matcher(keys.get(0)).matches()
                ? new Credential.Session(new ApiKey(keys.get(0)))
                : unusable(RefusalCode.INVALID_API_KEY, "The API key is malformed");
    }

    private Credential cookie(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders("Cookie"));
        if (headers.isEmpty()) {
            return new Credential.Absent();
        }
        CookieHeader cookies = new CookieHeader(headers);
        Optional<Credential> found = Optional.empty();
        if (tokenCookie != null) {
            found = cookies.value(tokenCookie).map(this::tokenCookie);
        }
        if (found.isEmpty() && sessions.enabled()) {
            found = sessionCookie(cookies);
        }
        if (found.isEmpty() && sessions.enabled()) {
            warnOfAnIgnoredCookie(cookies);
        }
        if (found.isPresent() && !crossSite.allows(request)) {
            return unusable(
                    RefusalCode.ORIGIN_NOT_ALLOWED,
                    "A cookie is not accepted with this method from this origin");
        }
        return found.orElseGet(Credential.Absent::new);
    }

    /** Better Auth's {@code advanced} options may differ from what is configured here. */
    private void warnOfAnIgnoredCookie(CookieHeader cookies) {
        String name = sessions.cookieName();
        if (sessionCookies.size() == 1 && cookies.value(name).isPresent()) {
            plainCookie.log(
                    () ->
                            "A cookie "
                                    + name
                                    + " was ignored: Better Auth is behind https, so only __Secure-"
                                    + name
                                    + " counts. Set Better Auth's advanced.useSecureCookies");
            return;
        }
        if (!otherPrefix.isDue()) {
            return;
        }
        cookies.anotherSession()
                .ifPresent(
                        other ->
                                otherPrefix.log(
                                        () ->
                                                "A cookie "
                                                        + other
                                                        + " was ignored, expected "
                                                        + name
                                                        + ": if it is Better Auth's, set"
                                                        + " better-auth.session.cookie-prefix to"
                                                        + " its advanced.cookiePrefix"));
    }

    private Optional<Credential> sessionCookie(CookieHeader cookies) {
        for (CookieNames names : sessionCookies) {
            Optional<String> value = cookies.value(names.token());
            if (value.isPresent()) {
                return Optional.of(session(names, value.get(), cookies));
            }
        }
        return Optional.empty();
    }

    private static Credential session(CookieNames names, String value, CookieHeader cookies) {
        Optional<SessionToken> token = SessionToken.parse(value);
        if (token.isEmpty()) {
            return unusable(RefusalCode.INVALID_SESSION, "The session cookie is malformed");
        }
        String data = cookies.joined(names.data()).orElse(null);
        return new Credential.Session(new SessionCookie(names.token(), token.get(), data));
    }

    private static Credential ambiguous(String detail) {
        return unusable(RefusalCode.AMBIGUOUS_CREDENTIALS, detail);
    }

    private static Credential unusable(RefusalCode code, String detail) {
        return new Credential.Unusable(new Rejected(code, detail));
    }
}
