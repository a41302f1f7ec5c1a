package betterauth.jakarta.testkit;

import betterauth.jakarta.CurrentClient;
import betterauth.jakarta.CurrentUser;
import betterauth.jakarta.caller.TestBinding;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Binds the caller of a test to its thread, for as long as the test lasts. */
final class WithCallerExtension
        implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(WithCallerExtension.class);
    private static final String BOUND = "bound";

    @Override
    public void beforeEach(ExtensionContext context) {
        Runnable unbind = TestBinding.bind(caller(context));
        context.getStore(NAMESPACE).put(BOUND, unbind);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getStore(NAMESPACE).remove(BOUND) instanceof Runnable unbind) {
            unbind.run();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == CurrentUser.class || type == CurrentClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == CurrentClient.class
                ? TestBinding.currentClient()
                : TestBinding.currentUser(SettingsOfTests.read());
    }

    /** The nearest annotation counts: of the method, its class, and the classes around it. */
    private static Authentication caller(ExtensionContext context) {
        List<AnnotatedElement> places = new ArrayList<>();
        places.add(context.getRequiredTestMethod());
        for (Class<?> type = context.getRequiredTestClass();
                type != null;
                type = type.getEnclosingClass()) {
            places.add(type);
        }
        for (AnnotatedElement place : places) {
            Optional<WithCaller> user = AnnotationSupport.findAnnotation(place, WithCaller.class);
            Optional<WithClient> client = AnnotationSupport.findAnnotation(place, WithClient.class);
            if (user.isPresent()) {
                return client.map(each -> AnnotatedCaller.of(user.get(), each))
                        .orElseGet(() -> AnnotatedCaller.of(user.get()));
            }
            if (client.isPresent()) {
                return AnnotatedCaller.of(client.get());
            }
            if (AnnotationSupport.isAnnotated(place, WithoutCaller.class)) {
                break;
            }
        }
        return new Anonymous();
    }
}
