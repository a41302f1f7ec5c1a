package betterauth.jakarta.session;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.LogCapture;
import betterauth.jakarta.MutableClock;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.credential.SessionCredential;
import betterauth.jakarta.credential.SessionCredential.SessionCookie;
import betterauth.jakarta.credential.SessionToken;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.Decision;
import betterauth.jakarta.identity.Identity;
import betterauth.jakarta.identity.UserPrincipal;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SecretCheckTest {

    private static final SessionCredential COOKIE =
            new SessionCookie(
                    "better-auth.session_token",
                    new SessionToken("x".repeat(32), "A".repeat(43) + "="),
                    null);

    private final MutableClock clock = new MutableClock();
    private int calls;
    private Authentication answer = new Rejected(RefusalCode.INVALID_SESSION, "unknown");

    private final SecretCheck check = check(SecretCheck.ACCEPTED);

    private SecretCheck check(String warning) {
        return new SecretCheck(
                (credential, address) -> {
                    calls++;
                    return CompletableFuture.completedFuture(Decision.transientOf(answer));
                },
                warning,
                clock);
    }

    @Test
    void tellsOfASessionThatBetterAuthAcceptsAndTheSecretDoesNot() {
        answer = verified();
        try (LogCapture log = new LogCapture("sessions")) {
            check.rejected(COOKIE, "192.0.2.1");
            clock.advance(Duration.ofMinutes(2));
            check.rejected(COOKIE, "192.0.2.1");

            assertThat(log.lines())
                    .containsExactly(
                            "WARNING Better Auth accepts a session whose signature"
                                    + " better-auth.secret does not verify: set better-auth.secret"
                                    + " (BETTER_AUTH_SECRET) to the secret of Better Auth, or"
                                    + " better-auth.secrets to its secrets. Until then session"
                                    + " cookies are rejected");
            assertThat(calls).isEqualTo(1);
        }
    }

    @Test
    void tellsThatAStoredSessionMayHaveBeenForged() {
        answer = verified();
        try (LogCapture log = new LogCapture("sessions")) {
            check(SecretCheck.STORED).rejected(COOKIE, "192.0.2.1");

            assertThat(log.lines())
                    .containsExactly(
                            "WARNING Better Auth has a session that was presented with a signature"
                                    + " which better-auth.secret does not verify. Either somebody"
                                    + " forged the signature, or better-auth.secret"
                                    + " (BETTER_AUTH_SECRET) is not Better Auth's secret and"
                                    + " session cookies are rejected");
        }
    }

    @Test
    void asksOnceAMinuteHoweverManyAreForged() {
        try (LogCapture log = new LogCapture("sessions")) {
            for (int i = 0; i < 1000; i++) {
                check.rejected(COOKIE, "192.0.2.1");
            }
            assertThat(calls).isEqualTo(1);
            clock.advance(Duration.ofMinutes(1));
            check.rejected(COOKIE, "192.0.2.1");

            assertThat(calls).isEqualTo(2);
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void asksNothingOnceTheSecretHasVerifiedASignature() {
        check.verified();
        check.rejected(COOKIE, "192.0.2.1");

        assertThat(calls).isZero();
    }

    private static Verified verified() {
        return new Verified(
                new UserPrincipal(
                        new Identity(
                                AuthenticationMethod.SESSION,
                                "ada",
                                Set.of(),
                                JsonValue.EMPTY_JSON_OBJECT,
                                null),
                        null));
    }
}
