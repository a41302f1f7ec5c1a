package betterauth.jakarta.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallStatisticsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicLong now = new AtomicLong();
    private final CallStatistics statistics = new CallStatistics(now::get);

    @Test
    void sumsUpCallsFailuresAndTime() {
        statistics.add(SECOND, true);
        statistics.add(SECOND.multipliedBy(2), false);

        assertThat(statistics.calls()).isEqualTo(2);
        assertThat(statistics.failures()).isEqualTo(1);
        assertThat(statistics.time()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void isAnsweringUntilFiveCallsInARowHaveFailed() {
        assertThat(statistics.isAnswering()).isTrue();
        fail(4);
        assertThat(statistics.isAnswering()).isTrue();
        statistics.add(SECOND, true);
        fail(4);
        assertThat(statistics.isAnswering()).isTrue();
        fail(1);
        assertThat(statistics.isAnswering()).isFalse();
        statistics.add(SECOND, true);
        assertThat(statistics.isAnswering()).isTrue();
    }

    @Test
    void letsAnotherTryAfterHalfAMinute() {
        fail(7);
        now.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(statistics.isAnswering()).isFalse();
        now.incrementAndGet();
        assertThat(statistics.isAnswering()).isTrue();
        fail(1);
        assertThat(statistics.isAnswering()).isFalse();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            statistics.add(SECOND, false);
        }
    }
}
