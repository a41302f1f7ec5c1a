package betterauth.jakarta.caller;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.AccessDeniedException;
import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.AuthenticationRequiredException;
import betterauth.jakarta.MutableClock;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.Identity;
import betterauth.jakarta.identity.UserPrincipal;
import jakarta.json.JsonValue;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecurityEventsTest {

    private final List<String> lines = new ArrayList<>();
    private final MutableClock clock = new MutableClock();
    private final SecurityEvents events = new SecurityEvents(new Lines(), clock);

    @Test
    void tellsCodeUserAndAddress() {
        events.refused(
                new AuthenticationRequiredException(RefusalCode.INVALID_TOKEN, "why"),
                new Anonymous(),
                "192.0.2.7");
        events.refused(
                new AccessDeniedException(RefusalCode.INSUFFICIENT_ROLE, "why"), user("u1"), "");

        assertThat(lines)
                .containsExactly(
                        "INFO Refused: code=INVALID_TOKEN user=none address=192.0.2.7",
                        "INFO Refused: code=INSUFFICIENT_ROLE user=u1 address=none");
    }

    @Test
    void beginsNoLineThatACallerWrote() {
        events.refused(
                new AccessDeniedException(RefusalCode.INSUFFICIENT_ROLE, "why"),
                user("u\nINFO Refused: code=NONE " + "x".repeat(100)),
                "fe80::1%eth0\r\nforged");

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .doesNotContain("\n", "\r", "code=NONE")
                .contains("user=u?INFO?Refused:?code?NONE?xxx", "address=fe80::1%eth0??forged")
                .hasSizeLessThan(200);
    }

    @Test
    void sumsUpAFlood() {
        for (int i = 0; i < 1000; i++) {
            refuse();
        }
        assertThat(lines).hasSize(SecurityEvents.MAXIMUM_LINES);
        lines.clear();

        clock.advance(SecurityEvents.WINDOW);
        refuse();

        assertThat(lines)
                .containsExactly(
                        "INFO Refused: code=AUTHENTICATION_REQUIRED and 980 more that were not logged",
                        "INFO Refused: code=AUTHENTICATION_REQUIRED user=none address=none");
        clock.advance(SecurityEvents.WINDOW.plus(Duration.ofDays(1)));
        lines.clear();
        refuse();
        assertThat(lines).hasSize(1);
    }

    @Test
    void hidesNoRefusalBehindAFloodOfOthers() {
        for (int i = 0; i < 1000; i++) {
            refuse();
        }
        lines.clear();

        events.refused(
                new AccessDeniedException(RefusalCode.INSUFFICIENT_ROLE, "why"), user("u1"), "");

        assertThat(lines).hasSize(1);
    }

    private void refuse() {
        events.refused(
                new AuthenticationRequiredException(RefusalCode.AUTHENTICATION_REQUIRED, "why"),
                new Anonymous(),
                "");
    }

    private static Authentication user(String id) {
        return new Verified(
                new UserPrincipal(
                        new Identity(
                                AuthenticationMethod.JWT,
                                id,
                                Set.of(),
                                JsonValue.EMPTY_JSON_OBJECT,
                                null),
                        "secret.token.raw"));
    }

    /** Keeps what is logged. */
    private final class Lines implements System.Logger {

        @Override
        public String getName() {
            return "betterauth.jakarta.security";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            lines.add(level + " " + message);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            lines.add(level + " " + MessageFormat.format(format, parameters));
        }
    }
}
