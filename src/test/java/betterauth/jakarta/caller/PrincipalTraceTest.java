package betterauth.jakarta.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the traits of a server that is not known, which may do all that any does. */
class PrincipalTraceTest {

    private final Principal principal = new Named("ada");

    @AfterEach
    void endTheRequest() {
        PrincipalTrace.establish(null);
    }

    @Test
    void believesNoPrincipalThatNoDispatchBrought() {
        assertThat(PrincipalTrace.isCarried(principal)).isFalse();
        PrincipalTrace.establish(principal);
        assertThat(PrincipalTrace.isCarried(principal)).isFalse();
    }

    @Test
    void believesAPrincipalThatWasDispatchedAlsoAfterItsRequest() {
        dispatch(() -> assertThat(PrincipalTrace.isCarried(principal)).isTrue());

        assertThat(PrincipalTrace.isCarried(principal)).isTrue();
    }

    @Test
    void believesAPrincipalThatAThreadMayHaveInheritedDuringItsRequestOnly() {
        dispatch(
                () -> {
                    Thread unused = new Thread(() -> {});
                    assertThat(PrincipalTrace.isCarried(principal)).isTrue();
                });

        assertThat(PrincipalTrace.isCarried(principal)).isFalse();
    }

    @Test
    void tellsPrincipalsApartByIdentity() {
        Principal one = new Named("ada");
        Principal other = new Named("ada");
        PrincipalTrace.enter(one);
        PrincipalTrace.leave(one);

        assertThat(PrincipalTrace.isCarried(one)).isTrue();
        assertThat(PrincipalTrace.isCarried(other)).isFalse();
    }

    @Test
    void watchesOneRequestAtATime() {
        dispatch(() -> {});
        PrincipalTrace.establish(null);
        Thread unused = new Thread(() -> {});

        assertThat(PrincipalTrace.isCarried(principal)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Payara Micro #badassfish, true, true",
        "Payara Server  6.2025.10, true, true",
        "Eclipse GlassFish  7.0.0, true, true",
        "WildFly 39.0.1.Final (WildFly Core 31.0.1.Final) - 2.3.20.Final, false, true",
        "SMF WebContainer, false, false",
        "Open Liberty/26.0.0.3, false, false",
        "'', true, true"
    })
    void knowsServersByWhatTheyCallThemselves(String server, boolean inherits, boolean carries) {
        assertThat(ServerTraits.of(server)).isEqualTo(new ServerTraits(inherits, carries));
    }

    private record Named(String getName) implements Principal {}

    private void dispatch(Runnable work) {
        PrincipalTrace.establish(principal);
        PrincipalTrace.enter(principal);
        try {
            work.run();
        } finally {
            PrincipalTrace.leave(principal);
        }
    }
}
