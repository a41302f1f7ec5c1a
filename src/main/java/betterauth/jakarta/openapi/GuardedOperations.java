package betterauth.jakarta.openapi;

import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.guard.KnownTypes;
import betterauth.jakarta.guard.OperationGuards;
import betterauth.jakarta.observe.Loggers;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;

/**
 * Adds to the OpenAPI document what callers of guarded operations present: a security scheme for
 * each kind of credential that the settings accept, and a security requirement and the responses
 * 401 and 403 for each operation that demands an authenticated caller.
 *
 * <p>An operation that has a security requirement keeps it, and so do all where the document has
 * one for them. Responses and security schemes of the application stay as they are, and a scheme
 * that says the same as one of these is used in its place. An operation without a guard gets
 * nothing.
 *
 * <p>The guards are those of Jakarta REST: the annotations of resources and sub-resource locators
 * with a declared type, and protected paths. What an EJB or a bean behind an open resource demands
 * is not seen.
 *
 * <p>This is the filter of an application that sets no {@code mp.openapi.filter}. One with a filter
 * of its own extends this class:
 *
 * <pre>{@code
 * public class OwnFilter extends GuardedOperations {
 *     @Override
 *     public void filterOpenAPI(OpenAPI document) {
 *         super.filterOpenAPI(document);
 *         document.addExtension("x-audience", "partners");
 *     }
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public class GuardedOperations implements OASFilter {

    private static final System.Logger LOG = Loggers.deployment();

    /** Made by the server, or for a subclass. */
    public GuardedOperations() {}

    /**
     * Adds security schemes, requirements and responses. A failure is logged at WARNING and thrown
     * to nobody: no guard depends on the document.
     *
     * @param document the document of the application, complete but for this
     */
    @Override
    public void filterOpenAPI(OpenAPI document) {
        describe(document, GuardedOperations::settings);
    }

    static void describe(OpenAPI document, Supplier<Settings> source) {
        try {
            Settings settings = source.get();
            add(document, settings, new OperationGuards(settings.paths(), KnownTypes.all()));
        } catch (RuntimeException | LinkageError failed) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The OpenAPI document does not say what is guarded",
                    failed);
        }
    }

    static void add(OpenAPI document, Settings settings, OperationGuards guards) {
        Map<String, PathItem> items =
                document.getPaths() == null ? null : document.getPaths().getPathItems();
        if (items == null || items.isEmpty()) {
            return;
        }
        if (guards.isEmpty()) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "The OpenAPI document does not say which resources are guarded, since the"
                            + " server has found none yet");
        }
        OperationSecurity security =
                new OperationSecurity(document, CredentialSchemes.of(settings));
        for (Map.Entry<String, PathItem> item : items.entrySet()) {
            item.getValue()
                    .getOperations()
                    .forEach(
                            (method, operation) ->
                                    guards.refusal(item.getKey(), method.name())
                                            .ifPresent(
                                                    refusal ->
                                                            security.describe(operation, refusal)));
        }
    }

    /** By the class loader of the library: threads may have the server's, or another one's. */
    private static Settings settings() {
        Config config = ConfigProvider.getConfig(GuardedOperations.class.getClassLoader());
        return Settings.read(new ConfigValues(key -> config.getOptionalValue(key, String.class)));
    }
}
