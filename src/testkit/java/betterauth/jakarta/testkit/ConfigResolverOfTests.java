package betterauth.jakarta.testkit;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jspecify.annotations.Nullable;

/** Gives {@link ConfigOfTests} to every application. */
final class ConfigResolverOfTests extends ConfigProviderResolver {

    private final Config config = new ConfigOfTests();

    /** Has MicroProfile Config answer, if the class path has no implementation. */
    static synchronized void install() {
        try {
            var unused = ConfigProviderResolver.instance();
        } catch (IllegalStateException absent) {
            ConfigProviderResolver.setInstance(new ConfigResolverOfTests());
        }
    }

    /** A setting by whichever implementation there is. */
    static Optional<String> value(String key) {
        return ConfigProvider.getConfig().getOptionalValue(key, String.class);
    }

    @Override
    public Config getConfig() {
        return config;
    }

    @Override
    public Config getConfig(@Nullable ClassLoader loader) {
        return config;
    }

    @Override
    public ConfigBuilder getBuilder() {
        throw new UnsupportedOperationException("There is one Config");
    }

    @Override
    public void registerConfig(Config other, @Nullable ClassLoader loader) {
        throw new UnsupportedOperationException("There is one Config");
    }

    @Override
    public void releaseConfig(Config released) {}
}
