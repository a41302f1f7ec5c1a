package betterauth.jakarta.caller;

import betterauth.jakarta.observe.Loggers;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.Decorator;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.Interceptor;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionTarget;
import jakarta.enterprise.inject.spi.ProcessSessionBean;
import jakarta.inject.Provider;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.ClaimValue;

/**
 * Refuses a claim that is injected as a value into what serves more than one request (MicroProfile
 * JWT 2.1, section 7.1.3): it would be the claim of whoever called first.
 */
public class ClaimInjectionCheck implements Extension {

    private static final System.Logger LOG = Loggers.deployment();

    /** Ask for the claim at each call. */
    private static final Set<Class<?>> LATE =
            Set.of(ClaimValue.class, Instance.class, Provider.class);

    private static final List<Class<?>> LONG_LIVED =
            List.of(Servlet.class, Filter.class, EventListener.class);

    /** By their names, since not every server has WebSockets. */
    private static final Set<String> WEB_SOCKETS =
            Set.of("jakarta.websocket.server.ServerEndpoint", "jakarta.websocket.Endpoint");

    private final List<String> found = new ArrayList<>();

    /** Beans of every kind: classes, EJBs, producers, interceptors and decorators. */
    void bean(@Observes ProcessBean<?> event) {
        Bean<?> bean = event.getBean();
        if (event instanceof ProcessSessionBean) {
            look(bean.getInjectionPoints(), "an EJB");
        } else if (bean instanceof Interceptor || bean instanceof Decorator) {
            look(bean.getInjectionPoints(), "an interceptor");
        } else {
            look(bean);
        }
    }

    void component(@Observes ProcessInjectionTarget<?> event) {
        Class<?> type = event.getAnnotatedType().getJavaClass();
        if (isWebSocket(type)
                || LONG_LIVED.stream().anyMatch(each -> each.isAssignableFrom(type))) {
            look(event.getInjectionTarget().getInjectionPoints(), "a component of the container");
        }
    }

    void refuse(@Observes AfterDeploymentValidation deployment) {
        found.stream()
                .distinct()
                .forEach(
                        message -> {
                            LOG.log(System.Logger.Level.ERROR, message);
                            deployment.addDeploymentProblem(new IllegalStateException(message));
                        });
    }

    private static boolean isWebSocket(Class<?> type) {
        Stream<String> annotations =
                Stream.of(type.getAnnotations())
                        .map(annotation -> annotation.annotationType().getName());
        Stream<String> superclasses =
                Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
                        .map(Class::getName);
        return Stream.concat(annotations, superclasses).anyMatch(WEB_SOCKETS::contains);
    }

    private void look(Bean<?> bean) {
        Class<? extends Annotation> scope = bean.getScope();
        boolean isOfOneRequest =
                scope == RequestScoped.class
                        || (scope == Dependent.class
                                && bean.getBeanClass().isAnnotationPresent(Path.class));
        if (!isOfOneRequest) {
            look(bean.getInjectionPoints(), "a bean with scope @" + scope.getSimpleName());
        }
    }

    private void look(Set<InjectionPoint> points, String place) {
        points.stream()
                .filter(ClaimInjectionCheck::isClaimAsValue)
                .forEach(
                        point ->
                                found.add(
                                        "@Inject @Claim needs ClaimValue or Instance in "
                                                + place
                                                + ", which serves more than one request: "
                                                + point.getMember().getDeclaringClass().getName()
                                                + "."
                                                + point.getMember().getName()));
    }

    private static boolean isClaimAsValue(InjectionPoint point) {
        return Stream.concat(
                                point.getQualifiers().stream(),
                                point.getAnnotated().getAnnotations().stream())
                        .anyMatch(Claim.class::isInstance)
                && !LATE.contains(raw(point.getType()));
    }

    private static Type raw(Type type) {
        return type instanceof ParameterizedType generic ? generic.getRawType() : type;
    }
}
