package betterauth.jakarta.testkit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Does what {@link BetterAuthTest} says. Nested classes share the one of the outer class. */
final class BetterAuthExtension
        implements BeforeAllCallback,
                AfterAllCallback,
                AfterEachCallback,
                TestInstancePostProcessor,
                ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(BetterAuthExtension.class);
    private static final String STARTED = "started";

    @Override
    public void beforeAll(ExtensionContext context) {
        ensureStarted(context);
        inject(context.getRequiredTestClass(), null, context);
    }

    /** An instance for all tests of a class is made before {@link #beforeAll}. */
    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) {
        ensureStarted(context);
        inject(instance.getClass(), instance, context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        started(context).betterAuth().recover();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (store(context).remove(STARTED) instanceof Started started) {
            started.properties().restore();
            started.betterAuth().close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return isInjected(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return value(parameter.getParameter().getType(), context);
    }

    private static void ensureStarted(ExtensionContext context) {
        if (store(context).get(STARTED) == null) {
            store(context).put(STARTED, start(annotation(context)));
        }
    }

    private static Started start(BetterAuthTest annotation) {
        FakeBetterAuth betterAuth =
                FakeBetterAuth.with()
                        .algorithm(annotation.algorithm())
                        .cookieCache(annotation.cookieCache())
                        .start();
        Map<String, String> settings = betterAuth.settings();
        for (String setting : annotation.settings()) {
            String[] parts = setting.split("=", 2);
            if (parts.length < 2) {
                betterAuth.close();
                throw new ExtensionConfigurationException(
                        "@BetterAuthTest settings must be key=value: " + setting);
            }
            settings.put(parts[0], parts[1]);
        }
        return new Started(betterAuth, SystemProperties.set(settings));
    }

    private static BetterAuthTest annotation(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), BetterAuthTest.class)
                .orElseThrow(
                        () ->
                                new ExtensionConfigurationException(
                                        "@BetterAuthTest is missing: "
                                                + context.getRequiredTestClass().getName()));
    }

    private static void inject(Class<?> type, @Nullable Object instance, ExtensionContext context) {
        Predicate<Field> wanted =
                field ->
                        isInjected(field.getType())
                                && Modifier.isStatic(field.getModifiers()) == (instance == null);
        for (Field field :
                ReflectionSupport.findFields(type, wanted, HierarchyTraversalMode.TOP_DOWN)) {
            try {
                field.setAccessible(true);
                field.set(instance, value(field.getType(), context));
            } catch (IllegalAccessException isFinal) {
                throw new ExtensionConfigurationException(
                        "Field must not be final: " + field, isFinal);
            }
        }
    }

    private static boolean isInjected(Class<?> type) {
        return type == FakeBetterAuth.class || type == Callers.class;
    }

    private static Object value(Class<?> type, ExtensionContext context) {
        FakeBetterAuth betterAuth = started(context).betterAuth();
        return type == Callers.class ? betterAuth.callers() : betterAuth;
    }

    private static Started started(ExtensionContext context) {
        if (store(context).get(STARTED) instanceof Started started) {
            return started;
        }
        throw new IllegalStateException("FakeBetterAuth is not started");
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    private record Started(FakeBetterAuth betterAuth, SystemProperties properties) {}
}
