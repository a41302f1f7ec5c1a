package betterauth.jakarta.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.config.SettingsException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class SharedLibraryTest {

    private static final ClassLoader OWN = SharedLibrary.class.getClassLoader();

    private final SharedLibrary library = new SharedLibrary();

    @Test
    void refusesAWarBelowTheLibrary() throws IOException {
        try (URLClassLoader war = new URLClassLoader(new URL[0], OWN)) {
            library.collect(typeOf(war));

            assertThatThrownBy(library::check)
                    .isInstanceOf(SettingsException.class)
                    .hasMessage(
                            "The library must be in WEB-INF/lib of each WAR that it guards, not in"
                                    + " the lib folder of an EAR or another place that WARs share");
        }
    }

    @Test
    void allowsAWarThatHasTheLibrary() {
        library.collect(SharedLibraryTest.class);

        assertThatCode(library::check).doesNotThrowAnyException();
    }

    @Test
    void allowsAnotherWarWithACopyOfTheLibrary() throws IOException {
        URL classes = SharedLibrary.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader war =
                new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            library.collect(typeOf(war));

            assertThatCode(library::check).doesNotThrowAnyException();
            assertThat(SharedLibrary.isSeenBy(war)).isFalse();
        }
    }

    @Test
    void allowsTypesOfTheServerAndOfTheJdk() throws IOException {
        try (URLClassLoader server =
                new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
            library.collect(typeOf(server));
            library.collect(String.class);

            assertThatCode(library::check).doesNotThrowAnyException();
        }
    }

    /** A type that the class loader defines. */
    private static Class<?> typeOf(ClassLoader loader) {
        Class<?> type =
                Proxy.newProxyInstance(
                                loader,
                                new Class<?>[] {Runnable.class},
                                (proxy, method, values) -> null)
                        .getClass();
        assertThat(type.getClassLoader()).isSameAs(loader);
        return type;
    }
}
