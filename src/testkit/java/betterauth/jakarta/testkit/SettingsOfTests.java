package betterauth.jakarta.testkit;

import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The settings of a test without a server, by MicroProfile Config as on one. */
final class SettingsOfTests {

    private SettingsOfTests() {}

    static Settings read() {
        ConfigResolverOfTests.install();
        Config config = ConfigProvider.getConfig();
        return Settings.read(new ConfigValues(key -> config.getOptionalValue(key, String.class)));
    }
}
