package betterauth.jakarta.wiring;

import betterauth.jakarta.config.Settings;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.PlainText;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks in the background at what is behind the network when an application starts: the keys, which
 * the first token would fetch otherwise, then Better Auth's discovery. A failed fetch of keys logs
 * its own line.
 */
final class Reachability {

    private static final System.Logger LOG = Loggers.deployment();

    private final Settings settings;
    private final Supplier<CompletableFuture<Boolean>> keys;
    private final @Nullable Discovery discovery;
    private final Executor executor;

    /**
     * Prepares; does nothing yet.
     *
     * @param keys begins to fetch the keys, and tells whether there are any
     * @param discovery calls Better Auth; null if the application has another source
     * @param executor runs the calls
     */
    Reachability(
            Settings settings,
            Supplier<CompletableFuture<Boolean>> keys,
            @Nullable Discovery discovery,
            Executor executor) {
        this.settings = settings;
        this.keys = keys;
        this.discovery = discovery;
        this.executor = executor;
    }

    /** Asks for the issuer of Better Auth's discovery, which may have none. */
    @FunctionalInterface
    interface Discovery {
        Optional<String> issuer() throws IOException;
    }

    /** Begins; neither delays nor fails a deployment. */
    void begin() {
        try {
            var unused = keys.get().thenAccept(this::discover);
        } catch (RuntimeException noThreads) {
            LOG.log(System.Logger.Level.DEBUG, "Keys are fetched with the first token", noThreads);
        }
    }

    /** One line is enough where the same server has given no keys. */
    private void discover(boolean hasKeys) {
        Discovery known = discovery;
        if (known != null && (hasKeys || !areKeysOfBetterAuth())) {
            executor.execute(() -> discover(known));
        }
    }

    private boolean areKeysOfBetterAuth() {
        return settings.keys().isRemote()
                && settings.keys().location().startsWith(settings.url() + "/");
    }

    private void discover(Discovery known) {
        try {
            known.issuer().ifPresent(this::compare);
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
