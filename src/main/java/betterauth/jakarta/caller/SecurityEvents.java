package betterauth.jakarta.caller;

import betterauth.jakarta.AccessDeniedException;
import betterauth.jakarta.AuthenticationRequiredException;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Verified;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells administrators of refused callers: the code, the user's id where one is known, and the
 * address, never a credential. A flood is counted and summed up. Safe for use by many threads.
 */
public final class SecurityEvents {

    /** The logger's name, which administrators filter by. */
    public static final String LOGGER = "betterauth.jakarta.security";

    static final int MOST_LINES = 20;
    static final Duration WINDOW = Duration.ofSeconds(10);

    private static final int LONGEST_VALUE = 64;

    private final System.Logger log;
    private final Clock clock;
    private Instant windowEnds = Instant.MIN;
    private int lines;
    private long suppressed;

    public SecurityEvents(Clock clock) {
        this(System.getLogger(LOGGER), clock);
    }

    SecurityEvents(System.Logger log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Tells of one refusal.
     *
     * @param refusal an {@link AuthenticationRequiredException} or {@link AccessDeniedException}
     * @param address where the request came from; empty where that is not known
     */
    public void refused(RuntimeException refusal, Authentication caller, String address) {
        if (!log.isLoggable(System.Logger.Level.INFO)) {
            return;
        }
        Count count = count();
        if (count.suppressed() > 0) {
            log.log(
                    System.Logger.Level.INFO,
                    "{0} more refusals were not logged",
                    count.suppressed());
        }
        if (count.isLogged()) {
            log.log(
                    System.Logger.Level.INFO,
                    "Refused: code={0} user={1} address={2}",
                    code(refusal),
                    caller instanceof Verified verified
                            ? plain(verified.caller().identity().id())
                            : "none",
                    address.isEmpty() ? "none" : plain(address));
        }
    }

    /** Counts a refusal, and takes over those of the last window that were not logged. */
    private synchronized Count count() {
        Instant now = clock.instant();
        long unlogged = 0;
        if (!now.isBefore(windowEnds)) {
            windowEnds = now.plus(WINDOW);
            unlogged = suppressed;
            suppressed = 0;
            lines = 0;
        }
        boolean logged = lines < MOST_LINES;
        if (logged) {
            lines++;
        } else {
            suppressed++;
        }
        return new Count(logged, unlogged);
    }

    private static RefusalCode code(RuntimeException refusal) {
        if (refusal instanceof AccessDeniedException denied) {
            return denied.code();
        }
        return ((AuthenticationRequiredException) refusal).code();
    }

    /** Nothing that begins a line or ends a field of the log. */
    private static String plain(String value) {
        String kept = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value;
        return kept.replaceAll("[^A-Za-z0-9._:@%-]", "?");
    }

    private record Count(boolean isLogged, long suppressed) {}
}
