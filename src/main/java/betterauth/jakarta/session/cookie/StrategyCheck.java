package betterauth.jakarta.session.cookie;

import betterauth.jakarta.config.SessionSettings.CookieCache;
import betterauth.jakarta.jose.JoseHeader;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.Warning;
import betterauth.jakarta.token.Verification;
import java.util.Locale;
import java.util.Optional;

/**
 * Opens cookies by a strategy, and warns of those that have the form of another one. They come with
 * a session cookie whose signature is valid.
 */
public final class StrategyCheck implements CookieCacheStrategy {

    private final CookieCache configured;
    private final CookieCacheStrategy strategy;
    private final Warning otherStrategy = new Warning(Loggers.sessions());

    public StrategyCheck(CookieCache configured, CookieCacheStrategy strategy) {
        this.configured = configured;
        this.strategy = strategy;
    }

    @Override
    public Optional<Verification.Valid> open(String value) {
        Optional<Verification.Valid> open = strategy.open(value);
        if (open.isEmpty()) {
            formOf(value).filter(form -> form != configured).ifPresent(this::warn);
        }
        return open;
    }

    private void warn(CookieCache form) {
        otherStrategy.log(
                () ->
                        "A session_data cookie has the form "
                                + name(form)
                                + ", expected "
                                + name(configured)
                                + ": set better-auth.cookie-cache to the strategy of Better Auth's"
                                + " session.cookieCache. Until then Better Auth is called for"
                                + " each session");
    }

    private static String name(CookieCache form) {
        return form.name().toLowerCase(Locale.ROOT);
    }

    /** By the parts between dots, and by who signs: a secret or a key of the key set. */
    private static Optional<CookieCache> formOf(String value) {
        String[] parts = value.split("\\.", -1);
        return switch (parts.length) {
            case 1 -> Optional.of(CookieCache.COMPACT);
            case 3 ->
                    JoseHeader.parse(parts[0])
                            .map(
                                    header ->
                                            header.alg().equals("HS256")
                                                    ? CookieCache.JWT
                                                    : CookieCache.JWKS);
            case 5 -> Optional.of(CookieCache.JWE);
            default -> Optional.empty();
        };
    }
}
