package betterauth.jakarta.guard;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The types of the application that CDI and Jakarta Servlet have found so far, resources among
 * them. The filter of the OpenAPI document needs them, and servers call it outside of CDI and
 * before or after the other two. So this is no bean; each application has its own copy of the
 * class.
 */
public final class KnownTypes {

    private static final Set<Class<?>> TYPES = ConcurrentHashMap.newKeySet();

    private KnownTypes() {}

    /** Adds what a server found. */
    public static void add(Collection<Class<?>> types) {
        TYPES.addAll(types);
    }

    /** What was added. */
    public static Set<Class<?>> all() {
        return Set.copyOf(TYPES);
    }
}
