package betterauth.jakarta.testkit;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/**
 * MicroProfile Config where the class path of the tests has no implementation: strings out of
 * system properties.
 */
final class ConfigOfTests implements Config {

    private static final int ORDINAL_OF_SYSTEM_PROPERTIES = 400;

    @Override
    public <T> T getValue(String name, Class<T> type) {
        return getOptionalValue(name, type)
                .orElseThrow(() -> new NoSuchElementException("Property is not set: " + name));
    }

    @Override
    public ConfigValue getConfigValue(String name) {
        return new PropertyValue(name, text(name));
    }

    @Override
    public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
        if (type != String.class) {
            throw new IllegalArgumentException("Property must be read as a string: " + name);
        }
        return Optional.ofNullable(text(name)).filter(text -> !text.isEmpty()).map(type::cast);
    }

    @Override
    public Iterable<String> getPropertyNames() {
        return System.getProperties().stringPropertyNames();
    }

    @Override
    public Iterable<ConfigSource> getConfigSources() {
        return List.of();
    }

    @Override
    public <T> Optional<Converter<T>> getConverter(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new IllegalArgumentException("Config is none of " + type.getName());
    }

    private static @Nullable String text(String name) {
        return SettingsOfTests.systemProperty(name);
    }

    private record PropertyValue(String name, @Nullable String value) implements ConfigValue {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public @Nullable String getValue() {
            return value;
        }

        @Override
        public @Nullable String getRawValue() {
            return value;
        }

        @Override
        public String getSourceName() {
            return "system properties";
        }

        @Override
        public int getSourceOrdinal() {
            return ORDINAL_OF_SYSTEM_PROPERTIES;
        }
    }
}
