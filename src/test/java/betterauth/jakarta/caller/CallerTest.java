package betterauth.jakarta.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.AccessDeniedException;
import betterauth.jakarta.AuthServerUnavailableException;
import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.AuthenticationRequiredException;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.RefusalException;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.Identity;
import betterauth.jakarta.identity.UserPrincipal;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerTest {

    private static final Set<RefusalCode> DENIED =
            EnumSet.of(
                    RefusalCode.USER_BANNED,
                    RefusalCode.ORIGIN_NOT_ALLOWED,
                    RefusalCode.INSUFFICIENT_ROLE);

    private final UserPrincipal ada =
            new UserPrincipal(
                    new Identity(
                            AuthenticationMethod.JWT,
                            "ada",
                            Set.of("user"),
                            JsonValue.EMPTY_JSON_OBJECT,
                            null),
                    null);

    @Test
    void isWhoIsBoundToTheThread() {
        CallerBinding.Scope bound = bind(new Verified(ada));
        try {
            assertThat(caller().required()).isSameAs(ada);
        } finally {
            bound.close();
        }
        assertThat(CallerBinding.current()).isNull();
    }

    @Test
    void isRequired() {
        CallerBinding.Scope bound = bind(new Anonymous());
        try {
            assertThatThrownBy(() -> caller().required())
                    .isInstanceOfSatisfying(
                            AuthenticationRequiredException.class,
                            refusal ->
                                    assertThat(refusal.code())
                                            .isEqualTo(RefusalCode.AUTHENTICATION_REQUIRED));
        } finally {
            bound.close();
        }
    }

    @Test
    void isRefusedByTheExceptionOfItsReason() {
        for (RefusalCode code : RefusalCode.values()) {
            RefusalException refusal =
                    Caller.refusal(new Rejected(code, "why", Duration.ofSeconds(3)));

            assertThat(refusal)
                    .isInstanceOf(
                            DENIED.contains(code)
                                    ? AccessDeniedException.class
                                    : AuthenticationRequiredException.class)
                    .hasMessage("why");
            assertThat(refusal.code()).isEqualTo(code);
        }
    }

    @Test
    void isUndecided() {
        RefusalException refusal =
                Caller.refusal(new Unavailable("no answer", Duration.ofSeconds(3)));

        assertThat(refusal).isInstanceOf(AuthServerUnavailableException.class);
        assertThat(refusal.code()).isEqualTo(RefusalCode.AUTH_SERVER_UNAVAILABLE);
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(3));
    }

    private static CallerBinding.Scope bind(Authentication authentication) {
        return CallerBinding.bind(new BoundCaller(authentication, "192.0.2.1"));
    }

    private static Caller caller() {
        Caller caller = new Caller();
        caller.events = new SecurityEvents(Clock.systemUTC());
        return caller;
    }
}
