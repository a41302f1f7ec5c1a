package betterauth.jakarta.openapi;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.Constructible;
import org.eclipse.microprofile.openapi.spi.OASFactoryResolver;

/** Models of OpenAPI that remember what they are given, as those of SmallRye and Payara do. */
final class FakeModels extends OASFactoryResolver {

    /** Which property a method adds to, where its name does not say so. */
    private static final Map<String, String> PROPERTIES =
            Map.of(
                    "addSecurityScheme", "SecuritySchemes",
                    "addAPIResponse", "APIResponses",
                    "addMediaType", "MediaTypes",
                    "addPathItem", "PathItems",
                    "setOperation", "Operations",
                    "addScheme", "Schemes",
                    "addSecurityRequirement", "Security");

    @Override
    public <T extends Constructible> T createObject(Class<T> type) {
        Object model =
                Proxy.newProxyInstance(
                        type.getClassLoader(), new Class<?>[] {type}, new Properties());
        return type.cast(model);
    }

    private static final class Properties implements InvocationHandler {

        private final Map<String, Object> values = new LinkedHashMap<>();

        @Override
        public Object invoke(Object model, Method method, Object[] arguments) throws Throwable {
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(model, method, arguments);
            }
            String name = method.getName();
            String property = PROPERTIES.get(name);
            if (property != null) {
                add(property, arguments);
                return model;
            }
            return switch (name.substring(0, 3)) {
                case "get" -> values.get(name.substring(3));
                case "set" -> values.put(name.substring(3), arguments[0]);
                default -> Object.class == method.getDeclaringClass() ? values.toString() : null;
            };
        }

        @SuppressWarnings("unchecked") // Put below
        private void add(String property, Object[] arguments) {
            if (property.equals("Security")) {
                ((List<Object>) values.computeIfAbsent(property, key -> new ArrayList<>()))
                        .add(arguments[0]);
            } else {
                ((Map<Object, Object>)
                                values.computeIfAbsent(property, key -> new LinkedHashMap<>()))
                        .put(arguments[0], arguments.length == 1 ? List.of() : arguments[1]);
            }
        }
    }
}
