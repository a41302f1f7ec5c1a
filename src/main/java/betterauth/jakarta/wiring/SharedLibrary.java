package betterauth.jakarta.wiring;

import betterauth.jakarta.config.SettingsException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out whether the library is in a class loader above the application's, as in the {@code lib}
 * folder of an EAR. There servers find some of its parts only: Open Liberty calls neither its
 * {@code ServletContainerInitializer} nor its {@code ServletContextListener}, so that no credential
 * is read.
 */
final class SharedLibrary {

    private final Set<ClassLoader> loaders = ConcurrentHashMap.newKeySet();

    /** Takes down who loaded a type of the deployment. */
    void collect(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader != null && loader != SharedLibrary.class.getClassLoader()) {
            loaders.add(loader);
        }
    }

    /**
     * Checks that no other class loader than the library's own has the library.
     *
     * @throws SettingsException if one has
     */
    void check() {
        boolean isShared = loaders.stream().anyMatch(SharedLibrary::isSeenBy);
        loaders.clear();
        if (isShared) {
            throw new SettingsException(
                    "The library must be in WEB-INF/lib of each WAR that it guards, not in the lib"
                            + " folder of an EAR or another place that WARs share");
        }
    }

    /** Whether a class loader has this library, and not another copy of it. */
    static boolean isSeenBy(ClassLoader loader) {
        try {
            return loader.loadClass(SharedLibrary.class.getName()) == SharedLibrary.class;
        } catch (ClassNotFoundException | LinkageError without) {
            return false;
        }
    }
}
