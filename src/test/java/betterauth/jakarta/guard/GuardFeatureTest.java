package betterauth.jakarta.guard;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.config.PathPattern;
import betterauth.jakarta.config.PathSettings;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardFeatureTest {

    private final List<Class<?>> registered = new ArrayList<>();

    @Test
    void looksAtNoRequestWithoutProtectedPathsAndLocators() {
        GuardFeature.of(new Guard(), application(List.of(), Plain.class)).configure(context());

        assertThat(registered).isEmpty();
    }

    @Test
    void looksForLocatorsWhereThereAreSome() {
        GuardFeature.of(new Guard(), application(List.of(), Locating.class)).configure(context());

        assertThat(registered).containsExactly(LocatorFilter.class);
    }

    @Test
    void notesThePathWherePathsAreProtected() {
        List<PathPattern> paths = List.of(new PathPattern("/api", true));
        GuardFeature.of(new Guard(), application(paths, Plain.class)).configure(context());

        assertThat(registered).containsExactly(OriginalPathFilter.class);
    }

    @Test
    void looksForBothWhileTheApplicationIsUnknown() {
        GuardFeature.beforeItIsKnown(
                        new Guard(),
                        () -> {
                            throw new IllegalStateException("Not known yet");
                        })
                .configure(context());

        assertThat(registered).containsExactly(OriginalPathFilter.class, LocatorFilter.class);
    }

    private static GuardedApplication application(List<PathPattern> paths, Class<?> resource) {
        return new GuardedApplication(new PathSettings(paths, List.of()), "", List.of(resource));
    }

    private FeatureContext context() {
        return (FeatureContext)
                Proxy.newProxyInstance(
                        FeatureContext.class.getClassLoader(),
                        new Class<?>[] {FeatureContext.class},
                        (proxy, method, arguments) -> {
                            registered.add(arguments[0].getClass());
                            return proxy;
                        });
    }

    @Path("plain")
    static class Plain {

        @GET
        public String answer() {
            return "";
        }
    }

    @Path("locating")
    static class Locating {

        @Path("plain")
        public Plain locate() {
            return new Plain();
        }
    }
}
