package betterauth.jakarta.token;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.MutableClock;
import betterauth.jakarta.config.LogoutSettings;
import betterauth.jakarta.token.LogoutOutcome.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndedSessionsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int END_BYTES = 512;

    private final MutableClock clock = new MutableClock();
    private final Instant start = clock.instant();
    private final EndedSessions sessions = sessions(3);

    @Test
    void refusesTheTokensThatWereIssuedInTheSession() {
        sessions.ended(new Ended("one", "ada", start));

        assertThat(sessions.isEnded("one", "ada", start.minusSeconds(60))).isTrue();
        assertThat(sessions.isEnded("one", "ada", start)).isTrue();
        assertThat(sessions.isEnded("two", "ada", start)).isFalse();
        assertThat(sessions.isEnded(null, "ada", start)).isFalse();
        assertThat(sessions.isEnded("ada", "one", start)).isFalse();
    }

    @Test
    void refusesTheTokensOfTheUserWhereNoSessionIsNamed() {
        sessions.ended(new Ended(null, "ada", start));

        assertThat(sessions.isEnded("one", "ada", start)).isTrue();
        assertThat(sessions.isEnded(null, "ada", start)).isTrue();
        assertThat(sessions.isEnded("ada", "grace", start)).isFalse();
    }

    @Test
    void refusesTheUsersTokensThatNameNoSession() {
        sessions.ended(new Ended("one", "grace", start));
        sessions.ended(new Ended(null, "ada", start));

        assertThat(sessions.isEnded("ada", start)).isTrue();
        assertThat(sessions.isEnded("ada", start.plusSeconds(1))).isFalse();
        assertThat(sessions.isEnded("grace", start)).isFalse();
        assertThat(sessions.isEnded("lin", Instant.EPOCH)).isFalse();
    }

    @Test
    void refusesThemAllWhereAnEndWasForgotten() {
        for (int i = 0; i < 4; i++) {
            sessions.ended(new Ended(null, "user" + i, start.plusSeconds(i)));
        }

        assertThat(sessions.isEnded("lin", start)).isTrue();
        assertThat(sessions.isEnded("lin", start.plusSeconds(1))).isFalse();
    }

    /** By a refresh token with offline_access, or because the user signed in anew. */
    @Test
    void acceptsTokensThatWereIssuedLater() {
        sessions.ended(new Ended("one", "ada", start));
        sessions.ended(new Ended(null, "ada", start));
        clock.advance(Duration.ofSeconds(1));

        assertThat(sessions.isEnded("one", "ada", start.plusSeconds(1))).isFalse();
    }

    @Test
    void keepsTheLatestEndInWhateverOrderTheyAreTold() {
        clock.advance(Duration.ofSeconds(10));
        sessions.ended(new Ended("one", null, start.plusSeconds(10)));
        sessions.ended(new Ended("one", null, start));

        assertThat(sessions.isEnded("one", "ada", start.plusSeconds(10))).isTrue();
        clock.advance(HOUR.minusSeconds(5));
        sessions.ended(new Ended("two", null, clock.instant()));
        assertThat(sessions.isEnded("one", "ada", start.plusSeconds(10))).isTrue();
    }

    /** The clock of Better Auth may be ahead, and its tokens have the time of that clock. */
    @Test
    void refusesTheTokensOfABetterAuthWhoseClockIsAhead() {
        Instant ahead = start.plusSeconds(20);
        sessions.ended(new Ended("one", null, ahead));

        assertThat(sessions.isEnded("one", "ada", ahead)).isTrue();
    }

    @Test
    void refusesTokensThatAreOlderThanItsMemory() {
        assertThat(sessions.isEnded("one", "ada", start.minus(HOUR).plusNanos(1))).isFalse();
        assertThat(sessions.isEnded("one", "ada", start.minus(HOUR))).isTrue();
        assertThat(sessions.isEnded(null, "ada", Instant.MIN)).isTrue();
    }

    @Test
    void acceptsNoTokenOfAnEndedSessionAtAnyTime() {
        sessions.ended(new Ended("one", null, start));
        for (int minute = 0; minute < 180; minute++) {
            clock.advance(Duration.ofMinutes(1));
            sessions.ended(new Ended("other" + minute % 2, null, clock.instant()));

            assertThat(sessions.isEnded("one", "ada", start)).isTrue();
            assertThat(sessions.isEnded("one", "ada", start.minusSeconds(1))).isTrue();
        }
    }

    /** Else a flood of logouts would bring ended sessions back. */
    @Test
    void refusesAllTokensThatWereIssuedUntilAnEndForWhichThereIsNoRoom() {
        for (int i = 0; i < 3; i++) {
            sessions.ended(new Ended("session" + i, null, start.plusSeconds(i)));
        }
        assertThat(sessions.isEnded("another", "ada", start)).isFalse();

        sessions.ended(new Ended(null, "ada", start.plusSeconds(3)));
        assertThat(sessions.isEnded("another", "grace", start)).isTrue();
        assertThat(sessions.isEnded("another", "grace", start.plusSeconds(1))).isFalse();
        assertThat(sessions.isEnded("session2", "grace", start.plusSeconds(1))).isTrue();
        assertThat(sessions.isEnded("session0", "grace", start)).isTrue();
        assertThat(sessions.isEnded("another", "ada", start.plusSeconds(3))).isTrue();
    }

    @Test
    void forgetsNothingByAnEndThatIsToldLate() {
        for (int i = 1; i < 5; i++) {
            sessions.ended(new Ended("session" + i, null, start.plusSeconds(i)));
        }
        sessions.ended(new Ended("late", null, start));

        assertThat(sessions.isEnded("session1", "ada", start.plusSeconds(1))).isTrue();
        assertThat(sessions.isEnded("late", "ada", start)).isTrue();
        assertThat(sessions.isEnded("session2", "ada", start.plusSeconds(2))).isTrue();
    }

    @Test
    void hasRoomAgainOnceEndsAreOld() {
        for (int i = 0; i < 3; i++) {
            sessions.ended(new Ended("session" + i, null, start));
        }
        clock.advance(HOUR);
        for (int i = 0; i < 3; i++) {
            sessions.ended(new Ended("later" + i, null, clock.instant()));
        }

        assertThat(sessions.isEnded("another", "ada", start.plusSeconds(1))).isFalse();
        assertThat(sessions.isEnded("later0", "ada", start.plusSeconds(1))).isTrue();
    }

    private EndedSessions sessions(int ends) {
        return new EndedSessions(
                new LogoutSettings(Set.of("shop"), HOUR, (long) ends * END_BYTES), clock);
    }
}
