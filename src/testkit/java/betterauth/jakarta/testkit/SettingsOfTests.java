package betterauth.jakarta.testkit;

import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a test without a server, by MicroProfile Config as on one. The class path of
 * tests may lack its API, which servers bring along: then they are system properties. Better Auth's
 * URL has a default, since nothing is called.
 */
final class SettingsOfTests {

    static final String URL = "https://better-auth.example";

    private static final String URL_KEY = "better-auth.url";
    private static final String API = "org.eclipse.microprofile.config.Config";

    private SettingsOfTests() {}

    /** Has MicroProfile Config answer where its API is there, and no implementation. */
    static void install() {
        if (hasApi()) {
            ConfigResolverOfTests.install();
        }
    }

    static Settings read() {
        if (!hasApi()) {
            return Settings.read(new ConfigValues(key -> Optional.ofNullable(systemProperty(key))));
        }
        ConfigResolverOfTests.install();
        return Settings.read(new ConfigValues(ConfigResolverOfTests::value));
    }

    /** A system property; null if it is not set. */
    static @Nullable String systemProperty(String key) {
        String value = System.getProperty(key);
        return value == null && key.equals(URL_KEY) ? URL : value;
    }

    private static boolean hasApi() {
        try {
            return Class.forName(API, false, SettingsOfTests.class.getClassLoader()) != null;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
