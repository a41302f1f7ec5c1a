package betterauth.jakarta.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.LogCapture;
import betterauth.jakarta.observe.Publisher;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PublishersTest {

    private final List<String> called = new ArrayList<>();

    @Test
    void showsAndTakesBack() {
        Publishers publishers = publishers(null);

        publishers.publish("/shop");
        publishers.withdraw();

        assertThat(called).containsExactly("/shop", "withdrawn");
    }

    @Test
    void failsNeitherADeploymentNorItsEnd() {
        try (LogCapture log = new LogCapture("deployment")) {
            publishers(new IllegalStateException("registry")).publish("");
            publishers(new NoClassDefFoundError("org/eclipse/microprofile/metrics")).withdraw();

            assertThat(log.lines())
                    .containsExactly(
                            "WARNING Metrics are not shown", "WARNING Metrics are not shown");
        }
    }

    private Publishers publishers(Throwable failure) {
        Publisher publisher =
                new Publisher() {
                    @Override
                    public void publish(String contextPath) {
                        called.add(contextPath);
                    }

                    @Override
                    public void withdraw() {
                        called.add("withdrawn");
                    }
                };
        Publishers created = new Publishers();
        created.publishers = instance(publisher, failure);
        return created;
    }

    @SuppressWarnings("unchecked") // A proxy has no type arguments
    private static Instance<Publisher> instance(Publisher publisher, Throwable failure) {
        return (Instance<Publisher>)
                Proxy.newProxyInstance(
                        PublishersTest.class.getClassLoader(),
                        new Class<?>[] {Instance.class},
                        (proxy, method, arguments) -> {
                            if (failure != null) {
                                throw failure;
                            }
                            ((Consumer<Publisher>) arguments[0]).accept(publisher);
                            return null;
                        });
    }
}
