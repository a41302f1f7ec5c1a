package betterauth.jakarta.wiring;

import betterauth.jakarta.AuthenticationFailed;
import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.AuthenticationSucceeded;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.UserSession;
import betterauth.jakarta.credential.Credential;
import betterauth.jakarta.credential.SessionCredential;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.Authentication.VerifiedClient;
import betterauth.jakarta.identity.ClientGrant;
import betterauth.jakarta.identity.Identity;
import betterauth.jakarta.module.AuthenticationListener;
import betterauth.jakarta.observe.AuthenticationCounters;
import betterauth.jakarta.observe.AuthenticationCounters.Outcome;
import betterauth.jakarta.observe.AuthenticationCounters.Presented;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts each authentication, and makes an event of it where the application observes that. */
final class AuthenticationNotes implements AuthenticationListener {

    private final AuthenticationCounters counters;
    private final @Nullable Consumer<AuthenticationSucceeded> successes;
    private final @Nullable Consumer<AuthenticationFailed> failures;
    private final Clock clock;

    /**
     * Takes notes.
     *
     * @param successes fires an event; null if nothing observes it
     * @param failures fires an event; null if nothing observes it
     */
    AuthenticationNotes(
            AuthenticationCounters counters,
            @Nullable Consumer<AuthenticationSucceeded> successes,
            @Nullable Consumer<AuthenticationFailed> failures,
            Clock clock) {
        this.counters = counters;
        this.successes = successes;
        this.failures = failures;
        this.clock = clock;
    }

    @Override
    public void decided(Credential credential, Authentication outcome, String callerAddress) {
        if (outcome instanceof Anonymous) {
            return;
        }
        Presented presented = presented(credential);
        if (outcome instanceof Verified verified) {
            counters.count(presented, Outcome.VERIFIED);
            if (successes != null) {
                successes.accept(success(verified.caller().identity(), callerAddress));
            }
        } else if (outcome instanceof VerifiedClient client) {
            counters.count(presented, Outcome.VERIFIED);
            if (successes != null) {
                successes.accept(success(client.client(), callerAddress));
            }
        } else if (outcome instanceof Rejected rejected) {
            counters.count(presented, Outcome.REJECTED);
            fail(rejected.code(), rejected.detail(), callerAddress);
        } else if (outcome instanceof Unavailable unavailable) {
            counters.count(presented, Outcome.UNAVAILABLE);
            fail(RefusalCode.AUTH_SERVER_UNAVAILABLE, unavailable.detail(), callerAddress);
        }
    }

    private AuthenticationSucceeded success(Identity identity, String callerAddress) {
        UserSession session = identity.session();
        return new AuthenticationSucceeded(
                identity.method(),
                identity.id(),
                identity.client() == null ? null : identity.client().clientId(),
                session == null ? null : session.id(),
                callerAddress,
                clock.instant());
    }

    private AuthenticationSucceeded success(ClientGrant client, String callerAddress) {
        return new AuthenticationSucceeded(
                AuthenticationMethod.ACCESS_TOKEN,
                null,
                client.clientId(),
                null,
                callerAddress,
                clock.instant());
    }

    private void fail(RefusalCode code, String detail, String callerAddress) {
        if (failures != null) {
            failures.accept(new AuthenticationFailed(code, detail, callerAddress, clock.instant()));
        }
    }

    private static Presented presented(Credential credential) {
        if (credential instanceof Credential.Jwt || credential instanceof Credential.OpaqueToken) {
            return Presented.JWT;
        }
        if (credential instanceof Credential.Session session) {
            return session.credential() instanceof SessionCredential.ApiKey
                    ? Presented.API_KEY
                    : Presented.SESSION;
        }
        return Presented.UNUSABLE;
    }
}
