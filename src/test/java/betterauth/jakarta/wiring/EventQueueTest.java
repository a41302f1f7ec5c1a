package betterauth.jakarta.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.LogCapture;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EventQueueTest {

    private final List<String> fired = new ArrayList<>();

    @Test
    void firesForAsynchronousObservers() {
        assertThat(lines(event -> event)).isEmpty();
        assertThat(fired).containsExactly("event", "event");
    }

    @Test
    void dropsWhatFindsTooManyWaiting() {
        assertThat(
                        lines(
                                event -> {
                                    throw new RejectedExecutionException(event);
                                }))
                .containsExactly(
                        "WARNING Events of authentications were dropped: observers are too slow");
    }

    @Test
    void tellsThatAnObserverFailedAndNothingOfTheEvent() {
        assertThat(
                        lines(
                                event -> {
                                    throw new IllegalArgumentException(event);
                                }))
                .containsExactly(
                        "WARNING An observer of authentications failed: IllegalArgumentException");
    }

    @Test
    void namesWhatAnObserverThrew() {
        assertThat(
                        lines(
                                event -> {
                                    throw new CompletionException(new IllegalStateException(event));
                                }))
                .containsExactly(
                        "WARNING An observer of authentications failed: IllegalStateException");
    }

    @SuppressWarnings("unchecked") // A proxy has no type arguments
    private List<String> lines(UnaryOperator<String> observer) {
        Event<String> events =
                (Event<String>)
                        Proxy.newProxyInstance(
                                EventQueueTest.class.getClassLoader(),
                                new Class<?>[] {Event.class},
                                (proxy, method, arguments) -> {
                                    assertThat(method.getName()).isEqualTo("fireAsync");
                                    fired.add(observer.apply((String) arguments[0]));
                                    return CompletableFuture.completedFuture(arguments[0]);
                                });
        EventQueue<String> queue = new EventQueue<>(events, Runnable::run);
        try (LogCapture log = new LogCapture("security")) {
            queue.accept("event");
            queue.accept("event");
            return List.copyOf(log.lines());
        }
    }
}
