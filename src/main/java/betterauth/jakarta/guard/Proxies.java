package betterauth.jakarta.guard;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** What is behind the classes that a CDI container makes, which carry no annotations of methods. */
final class Proxies {

    /** What Weld's proxies and intercepted subclasses have in their names. */
    private static final String MARK = "$_$$_Weld";

    private Proxies() {}

    /** The class that an application has written. */
    static Class<?> unwrap(Class<?> type) {
        return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
                .filter(each -> !each.getName().contains(MARK) && each != Object.class)
                .findFirst()
                .orElse(type);
    }

    /** The method that an application has written. */
    static Method unwrap(Method method) {
        return Stream.<Class<?>>iterate(
                        unwrap(method.getDeclaringClass()), Objects::nonNull, Class::getSuperclass)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(each -> each.getName().equals(method.getName()))
                .filter(each -> !each.isBridge())
                .filter(each -> Arrays.equals(each.getParameterTypes(), method.getParameterTypes()))
                .findFirst()
                .orElse(method);
    }
}
