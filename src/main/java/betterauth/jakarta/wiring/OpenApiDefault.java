package betterauth.jakarta.wiring;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives an application without an OpenAPI filter the one of this library, named by text since not
 * every server has MicroProfile OpenAPI. An application has one filter at most, and each other
 * source of configuration comes before this one.
 */
public final class OpenApiDefault implements ConfigSource {

    private static final Map<String, String> PROPERTIES =
            Map.of("mp.openapi.filter", "betterauth.jakarta.openapi.GuardedOperations");

    @Override
    public Set<String> getPropertyNames() {
        return PROPERTIES.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return PROPERTIES.get(name);
    }

    @Override
    public String getName() {
        return OpenApiDefault.class.getName();
    }

    @Override
    public int getOrdinal() {
        return 0;
    }
}
