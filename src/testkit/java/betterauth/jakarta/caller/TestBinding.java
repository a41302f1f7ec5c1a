package betterauth.jakarta.caller;

import betterauth.jakarta.CurrentClient;
import betterauth.jakarta.CurrentUser;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;
import java.time.Clock;
import java.util.List;

/**
 * Binds callers to threads of tests. It is part of the test kit, which servers do not have, and so
 * the library has no public way to bind a caller.
 */
public final class TestBinding {

    private TestBinding() {}

    /** Binds what was decided about a caller to this thread; the result unbinds it there. */
    public static Runnable bind(Authentication authentication) {
        return CallerBinding.bind(new BoundCaller(authentication, ""))::close;
    }

    /** What is bound to this thread: an anonymous caller where nothing is. */
    public static Authentication current() {
        BoundCaller bound = CallerBinding.current();
        return bound == null ? new Anonymous() : bound.authentication();
    }

    /** A {@code CurrentUser} without CDI. */
    @SuppressWarnings("UnnecessaryAssignment") // There is no CDI to inject
    public static CurrentUser currentUser(Settings settings) {
        CallerCurrentUser user = new CallerCurrentUser();
        user.caller = caller();
        user.settings = settings;
        return user;
    }

    /** A {@code CurrentClient} without CDI. */
    @SuppressWarnings("UnnecessaryAssignment") // There is no CDI to inject
    public static CurrentClient currentClient() {
        CallerCurrentClient client = new CallerCurrentClient();
        client.caller = caller();
        return client;
    }

    @SuppressWarnings("UnnecessaryAssignment") // There is no CDI to inject
    private static Caller caller() {
        Caller caller = new Caller();
        caller.carried = new CarriedCaller();
        caller.events = new SecurityEvents(Clock.systemUTC());
        return caller;
    }

    /** The CDI beans that answer for the caller. */
    public static List<Class<?>> beans() {
        return List.of(
                Caller.class,
                CarriedCaller.class,
                CallerCurrentUser.class,
                CallerCurrentClient.class,
                CallerJsonWebToken.class,
                CallerClaims.class);
    }
}
