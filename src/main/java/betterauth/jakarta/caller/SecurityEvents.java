package betterauth.jakarta.caller;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.RefusalException;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.Authentication.VerifiedClient;
import betterauth.jakarta.observe.LogBudget;
import betterauth.jakarta.observe.Loggers;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Tells administrators of refused callers: the code, the user's id where one is known, and the
 * address, never a credential. A flood is counted and summed up. Safe for use by many threads.
 */
public final class SecurityEvents {

    static final int MAXIMUM_LINES = 20;
    static final Duration WINDOW = Duration.ofSeconds(10);

    private static final int LONGEST_VALUE = 64;

    private final System.Logger log;
    private final Map<RefusalCode, LogBudget> budgets = new EnumMap<>(RefusalCode.class);

    public SecurityEvents(Clock clock) {
        this(Loggers.security(), clock);
    }

    /** Each code has a budget of its own, so that a flood of one hides no other. */
    SecurityEvents(System.Logger log, Clock clock) {
        this.log = log;
        for (RefusalCode code : RefusalCode.values()) {
            budgets.put(code, new LogBudget(MAXIMUM_LINES, WINDOW, clock));
        }
    }

    /**
     * Logs one refusal.
     *
     * @param address the address that the request came from; empty if unknown
     */
    public void refused(RefusalException refusal, Authentication caller, String address) {
        if (!log.isLoggable(System.Logger.Level.INFO)) {
            return;
        }
        RefusalCode code = refusal.code();
        LogBudget.Line line = Objects.requireNonNull(budgets.get(code)).next();
        if (line.suppressed() > 0) {
            log.log(
                    System.Logger.Level.INFO,
                    "Refused: code={0} and {1} more that were not logged",
                    code,
                    line.suppressed());
        }
        if (line.isLogged()) {
            log.log(
                    System.Logger.Level.INFO,
                    "Refused: code={0} user={1} address={2}",
                    code,
                    name(caller),
                    address.isEmpty() ? "none" : plain(address));
        }
    }

    /** The user, or the client as {@code client:id} where there is no user. */
    private static String name(Authentication caller) {
        if (caller instanceof Verified verified) {
            return plain(verified.caller().identity().id());
        }
        return caller instanceof VerifiedClient client ? plain(client.caller().getName()) : "none";
    }

    /** Nothing that begins a line or ends a field of the log. */
    private static String plain(String value) {
        String kept = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value;
        return kept.replaceAll("[^A-Za-z0-9._:@%-]", "?");
    }
}
