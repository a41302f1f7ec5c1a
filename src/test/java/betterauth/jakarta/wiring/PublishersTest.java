package betterauth.jakarta.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.LogCapture;
import betterauth.jakarta.observe.Publisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishersTest {

    private final List<String> called = new ArrayList<>();

    @Test
    void showsAndTakesBackOnce() {
        Publishers publishers = new Publishers(() -> Optional.of(publisher()));

        publishers.publish("/shop");
        publishers.withdraw();
        publishers.withdraw();

        assertThat(called).containsExactly("/shop", "withdrawn");
    }

    @Test
    void doesNothingWhereTheServerHasNothing() {
        Publishers publishers = new Publishers(Optional::empty);

        publishers.publish("");
        publishers.withdraw();

        assertThat(called).isEmpty();
    }

    @Test
    void failsNoDeployment() {
        try (LogCapture log = new LogCapture("deployment")) {
            new Publishers(
                            () -> {
                                throw new IllegalStateException("registry");
                            })
                    .publish("");
            new Publishers(
                            () -> {
                                throw new NoClassDefFoundError("MetricRegistry");
                            })
                    .publish("");
            // The API is on this class path, and no container.
            new Publishers().publish("");

            assertThat(log.lines()).hasSize(3).containsOnly("WARNING Metrics are not shown");
        }
    }

    private Publisher publisher() {
        return new Publisher() {
            @Override
            public void publish(String contextPath) {
                called.add(contextPath);
            }

            @Override
            public void withdraw() {
                called.add("withdrawn");
            }
        };
    }
}
