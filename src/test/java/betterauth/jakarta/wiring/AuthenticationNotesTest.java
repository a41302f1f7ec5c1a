package betterauth.jakarta.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.AuthenticationFailed;
import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.AuthenticationSucceeded;
import betterauth.jakarta.MutableClock;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.UserSession;
import betterauth.jakarta.credential.Credential;
import betterauth.jakarta.credential.SessionCredential;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.Identity;
import betterauth.jakarta.identity.UserPrincipal;
import betterauth.jakarta.observe.AuthenticationCounters;
import betterauth.jakarta.observe.AuthenticationCounters.Outcome;
import betterauth.jakarta.observe.AuthenticationCounters.Presented;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthenticationNotesTest {

    private static final Credential KEY =
            new Credential.Session(new SessionCredential.ApiKey("an-api-key"));
    private static final Credential TOKEN = new Credential.Jwt("a.b.c");
    private static final Rejected INVALID =
            new Rejected(RefusalCode.INVALID_TOKEN, "The token is malformed");
    private static final Unavailable UNDECIDED =
            new Unavailable("The authentication server is unavailable", Duration.ofSeconds(10));

    private final MutableClock clock = new MutableClock();
    private final AuthenticationCounters counters = new AuthenticationCounters();
    private final List<AuthenticationSucceeded> successes = new ArrayList<>();
    private final List<AuthenticationFailed> failures = new ArrayList<>();
    private final AuthenticationNotes notes =
            new AuthenticationNotes(counters, successes::add, failures::add, clock);

    @Test
    void tellsWhoWasAuthenticatedHowAndFromWhere() {
        notes.decided(KEY, verified(), "192.0.2.1");

        assertThat(successes)
                .containsExactly(
                        new AuthenticationSucceeded(
                                AuthenticationMethod.API_KEY,
                                "ada",
                                null,
                                "s1",
                                "192.0.2.1",
                                clock.instant()));
        assertThat(successes.get(0).sessionId()).contains("s1");
        assertThat(failures).isEmpty();
        assertThat(counters.get(Presented.API_KEY, Outcome.VERIFIED)).isEqualTo(1);
    }

    @Test
    void tellsWhyACredentialWasNotAccepted() {
        notes.decided(TOKEN, INVALID, "192.0.2.1");
        notes.decided(KEY, UNDECIDED, "");

        assertThat(failures)
                .containsExactly(
                        new AuthenticationFailed(
                                RefusalCode.INVALID_TOKEN,
                                "The token is malformed",
                                "192.0.2.1",
                                clock.instant()),
                        new AuthenticationFailed(
                                RefusalCode.AUTH_SERVER_UNAVAILABLE,
                                "The authentication server is unavailable",
                                "",
                                clock.instant()));
        assertThat(successes).isEmpty();
        assertThat(counters.get(Presented.JWT, Outcome.REJECTED)).isEqualTo(1);
        assertThat(counters.get(Presented.API_KEY, Outcome.UNAVAILABLE)).isEqualTo(1);
    }

    @Test
    void saysNothingOfWhoPresentsNothing() {
        notes.decided(new Credential.Absent(), new Anonymous(), "192.0.2.1");

        assertThat(successes).isEmpty();
        assertThat(failures).isEmpty();
        assertThat(counters.get(Presented.UNUSABLE, Outcome.REJECTED)).isZero();
    }

    @Test
    void countsWhereNothingObserves() {
        AuthenticationNotes unobserved = new AuthenticationNotes(counters, null, null, clock);

        unobserved.decided(TOKEN, verified(), "192.0.2.1");
        unobserved.decided(new Credential.Unusable(INVALID), INVALID, "192.0.2.1");

        assertThat(counters.get(Presented.JWT, Outcome.VERIFIED)).isEqualTo(1);
        assertThat(counters.get(Presented.UNUSABLE, Outcome.REJECTED)).isEqualTo(1);
    }

    private static Authentication verified() {
        return new Verified(
                new UserPrincipal(
                        new Identity(
                                AuthenticationMethod.API_KEY,
                                "ada",
                                Set.of(),
                                JsonValue.EMPTY_JSON_OBJECT,
                                new UserSession("s1", Instant.MAX, null, null)),
                        null));
    }
}
