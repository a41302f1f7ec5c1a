package betterauth.jakarta.testkit;

import betterauth.jakarta.CurrentClient;
import betterauth.jakarta.CurrentUser;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import java.lang.reflect.Field;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.platform.commons.support.AnnotationSupport;

/** Does what {@link GuardedBeans} says. Nested classes share the container of the outer class. */
final class GuardedBeansExtension
        implements BeforeAllCallback,
                AfterAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                TestInstancePostProcessor,
                ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(GuardedBeansExtension.class);
    private static final String CONTAINER = "container";
    private static final String REQUEST = "request";

    @Override
    public void beforeAll(ExtensionContext context) {
        ensureStarted(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (store(context).remove(CONTAINER) instanceof SeContainer container) {
            container.close();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        RequestContextController request =
                container(context).select(RequestContextController.class).get();
        if (request.activate()) {
            store(context).put(REQUEST, request);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (store(context).remove(REQUEST) instanceof RequestContextController request) {
            request.deactivate();
        }
    }

    /** An instance for all tests of a class is made before {@link #beforeAll}. */
    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context)
            throws IllegalAccessException {
        ensureStarted(context);
        for (Field field :
                AnnotationSupport.findAnnotatedFields(instance.getClass(), Inject.class)) {
            field.setAccessible(true);
            field.set(instance, container(context).select(field.getType()).get());
        }
    }

    /** The caller's own parameter is that of {@link WithCallerExtension}. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type != CurrentUser.class
                && type != CurrentClient.class
                && container(context).select(type).isResolvable();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return container(context).select(parameter.getParameter().getType()).get();
    }

    private static void ensureStarted(ExtensionContext context) {
        if (store(context).get(CONTAINER) == null) {
            store(context).put(CONTAINER, start(context.getRequiredTestClass()));
        }
    }

    private static SeContainer start(Class<?> test) {
        Class<?>[] beans =
                AnnotationSupport.findAnnotation(test, GuardedBeans.class)
                        .orElseThrow(
                                () ->
                                        new ExtensionConfigurationException(
                                                "@GuardedBeans is missing: " + test.getName()))
                        .value();
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new GuardExtension())
                .addBeanClasses(beans)
                .initialize();
    }

    private static SeContainer container(ExtensionContext context) {
        if (store(context).get(CONTAINER) instanceof SeContainer container) {
            return container;
        }
        throw new IllegalStateException("CDI is not started");
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
