package betterauth.jakarta.session;

import betterauth.jakarta.credential.SessionCredential;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.Decision;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.Warning;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/**
 * Finds out whether the configured secret is the one that Better Auth signs by: it is once it has
 * verified a signature, and it is not if Better Auth accepts one that it does not verify; where its
 * storage is read, it may not be if the session is there. Until one of them is known, the source is
 * asked about an invalid signature once a minute at most. Its answer changes nothing for the
 * caller, who is rejected meanwhile. Safe for use by many threads.
 */
final class SecretCheck {

    /** Where Better Auth verifies signatures itself. */
    static final String ACCEPTED =
            "Better Auth accepts a session whose signature better-auth.secret does not"
                    + " verify: set better-auth.secret (BETTER_AUTH_SECRET) to the"
                    + " secret of Better Auth, or better-auth.secrets to its secrets."
                    + " Until then session cookies are rejected";

    /** Where its storage is read. */
    static final String STORED =
            "Better Auth has a session that was presented with a signature which better-auth.secret"
                    + " does not verify. Either somebody forged the signature, or better-auth.secret"
                    + " (BETTER_AUTH_SECRET) is not Better Auth's secret and session cookies are"
                    + " rejected";

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final BiFunction<SessionCredential, String, CompletableFuture<Decision>> lookup;
    private final String warning;
    private final Clock clock;
    private final Warning wrongSecret = new Warning(Loggers.sessions());
    private volatile boolean isProven;
    private Instant next = Instant.MIN;

    /**
     * Checks by asking.
     *
     * @param lookup asks the source about a credential for an address
     * @param warning what to log if it has the session
     */
    SecretCheck(
            BiFunction<SessionCredential, String, CompletableFuture<Decision>> lookup,
            String warning,
            Clock clock) {
        this.lookup = lookup;
        this.warning = warning;
        this.clock = clock;
    }

    /** The secret has verified a signature. */
    void verified() {
        if (!isProven) {
            isProven = true;
        }
    }

    /** The secret does not verify the signature of this credential. */
    void rejected(SessionCredential credential, String callerAddress) {
        if (isProven || !wrongSecret.isDue() || !claim()) {
            return;
        }
        var unused =
                lookup.apply(credential, callerAddress)
                        .thenAccept(
                                decision -> {
                                    if (decision.authentication() instanceof Verified) {
                                        wrongSecret.log(() -> warning);
                                    }
                                });
    }

    private synchronized boolean claim() {
        Instant now = clock.instant();
        boolean isDue = !now.isBefore(next);
        if (isDue) {
            next = now.plus(INTERVAL);
        }
        return isDue;
    }
}
