package betterauth.jakarta.observe;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.LogCapture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WarningTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final Warning warning = new Warning(Loggers.deployment(), now::get);

    @Test
    void isLoggedOnceThenOnceAnHourWithHowOftenItWasSeen() {
        try (LogCapture log = new LogCapture("deployment")) {
            for (int i = 0; i < 100; i++) {
                warning.log(() -> "a {0} mistake");
            }
            now.addAndGet(Warning.INTERVAL.toNanos() - 1);
            warning.log(() -> "early");
            now.incrementAndGet();
            warning.log(() -> "again");

            assertThat(log.lines())
                    .containsExactly(
                            "WARNING a {0} mistake", "WARNING again (seen 100 times more since)");
        }
    }

    @Test
    void isDueWhenItWouldBeLogged() {
        assertThat(warning.isDue()).isTrue();
        warning.log(() -> "seen");
        assertThat(warning.isDue()).isFalse();
        now.addAndGet(Warning.INTERVAL.toNanos());
        assertThat(warning.isDue()).isTrue();
    }

    @Test
    void makesNoMessageThatIsNotLogged() {
        warning.log(() -> "seen");
        warning.log(
                () -> {
                    throw new IllegalStateException("made");
                });
    }
}
