package betterauth.jakarta.wiring;

import betterauth.jakarta.config.Settings;
import betterauth.jakarta.issuer.Issuer;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.PlainText;
import betterauth.jakarta.session.http.HttpSessionSource;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Looks in the background at what is behind the network when an application starts: the keys, which
 * the first token would fetch otherwise, then Better Auth's discovery. A failed fetch of keys logs
 * its own line.
 */
final class Reachability {

    private static final System.Logger LOG = Loggers.deployment();

    private final Settings settings;
    private final Issuer issuer;
    private final @Nullable HttpSessionSource sessions;
    private final Executor executor;

    /**
     * Prepares; does nothing yet.
     *
     * @param sessions what calls Better Auth; null if the application has a source of its own
     * @param executor runs the calls
     */
    Reachability(
            Settings settings,
            Issuer issuer,
            @Nullable HttpSessionSource sessions,
            Executor executor) {
        this.settings = settings;
        this.issuer = issuer;
        this.sessions = sessions;
        this.executor = executor;
    }

    /** Begins; neither delays nor fails a deployment. */
    void begin() {
        try {
            var unused = issuer.prefetchKeys().thenAccept(this::discover);
        } catch (RuntimeException noThreads) {
            LOG.log(System.Logger.Level.DEBUG, "Keys are fetched with the first token", noThreads);
        }
    }

    /** One line is enough where the same server has given no keys. */
    private void discover(boolean hasKeys) {
        HttpSessionSource source = sessions;
        if (source != null && (hasKeys || !areKeysOfBetterAuth())) {
            executor.execute(() -> discover(source));
        }
    }

    private boolean areKeysOfBetterAuth() {
        return settings.keys().isRemote()
                && settings.keys().location().startsWith(settings.url() + "/");
    }

    private void discover(HttpSessionSource source) {
        try {
            source.discover().ifPresent(this::compare);
        } catch (IOException failed) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () ->
                            "Better Auth is unavailable at "
                                    + settings.url()
                                    + settings.basePath()
                                    + ": "
                                    + failed.getMessage());
        }
    }

    /** OpenID Connect's issuer may have a path where that of tokens has none: origins count. */
    private void compare(String discovered) {
        String expected = settings.jwt().issuer();
        if (!discovered.equals(expected) && !origin(discovered).equals(origin(expected))) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () ->
                            "Better Auth's discovery names another issuer: iss is "
                                    + PlainText.of(discovered)
                                    + ", expected "
                                    + expected
                                    + ". Set better-auth.url or mp.jwt.verify.issuer to what Better"
                                    + " Auth calls itself");
        }
    }

    private static Optional<String> origin(String issuer) {
        try {
            URI url = URI.create(issuer);
            return Optional.ofNullable(url.getRawAuthority())
                    .map(authority -> url.getScheme() + "://" + authority);
        } catch (IllegalArgumentException notAUrl) {
            return Optional.of(issuer);
        }
    }
}
