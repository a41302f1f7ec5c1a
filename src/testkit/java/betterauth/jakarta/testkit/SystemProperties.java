package betterauth.jakarta.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** System properties that were set for a time, with what they were before. */
final class SystemProperties {

    private final Map<String, @Nullable String> before = new LinkedHashMap<>();

    private SystemProperties() {}

    static SystemProperties set(Map<String, String> properties) {
        SystemProperties changed = new SystemProperties();
        properties.forEach((key, value) -> changed.before.put(key, System.setProperty(key, value)));
        return changed;
    }

    void restore() {
        before.forEach(
                (key, value) -> {
                    if (value == null) {
                        System.clearProperty(key);
                    } else {
                        System.setProperty(key, value);
                    }
                });
    }
}
