package betterauth.jakarta.testkit;

import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/**
 * The settings of a test without a server: those of MicroProfile Config, if the class path has an
 * implementation, or else system properties. Nothing is called, so the URL has a default.
 */
final class SettingsOfTests {

    static final String URL = "https://better-auth.example";

    private SettingsOfTests() {}

    static Settings read() {
        return Settings.read(
                new ConfigValues(
                        key ->
                                value(key)
                                        .or(
                                                () ->
                                                        key.equals("better-auth.url")
                                                                ? Optional.of(URL)
                                                                : Optional.empty())));
    }

    private static Optional<String> value(String key) {
        return hasMicroProfileConfig()
                ? ConfigProvider.getConfig().getOptionalValue(key, String.class)
                : Optional.ofNullable(System.getProperty(key));
    }

    private static boolean hasMicroProfileConfig() {
        try {
            return ConfigProviderResolver.instance() != null;
        } catch (IllegalStateException absent) {
            return false;
        }
    }
}
