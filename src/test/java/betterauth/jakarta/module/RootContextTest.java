package betterauth.jakarta.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RootContextTest {

    private final Map<String, Object> attributes = new HashMap<>();

    @Test
    void hasOneNameBelowTheRoot() {
        ServletContext context = context("/shop");

        assertThat(RootContext.namesOf(context)).containsExactly(context);
    }

    @Test
    void hasTwoNamesAtTheRoot() {
        ServletContext context = context("");
        List<ServletContext> names = RootContext.namesOf(context);

        assertThat(names).hasSize(2).first().isSameAs(context);
        assertThat(names.get(1).getContextPath()).isEqualTo("/");
        assertThat(names.get(1).getServerInfo()).isEqualTo("server");
    }

    @Test
    void keepsTheAttributesOfItsNamesApart() {
        List<ServletContext> names = RootContext.namesOf(context(""));
        names.get(0).setAttribute("registration", "first");
        names.get(1).setAttribute("registration", "second");

        assertThat(names.get(0).getAttribute("registration")).isEqualTo("first");
        assertThat(names.get(1).getAttribute("registration")).isEqualTo("second");
        names.get(1).removeAttribute("registration");
        assertThat(attributes).isEqualTo(Map.of("registration", "first"));
    }

    @Test
    void throwsWhatTheContextThrows() {
        ServletContext slash = RootContext.namesOf(context("")).get(1);

        assertThatThrownBy(slash::getSessionTimeout).isInstanceOf(IllegalStateException.class);
    }

    private ServletContext context(String path) {
        return (ServletContext)
                Proxy.newProxyInstance(
                        RootContextTest.class.getClassLoader(),
                        new Class<?>[] {ServletContext.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getContextPath" -> path;
                                    case "getServerInfo" -> "server";
                                    case "equals" -> proxy == arguments[0];
                                    case "hashCode" -> 1;
                                    case "toString" -> "context " + path;
                                    case "getAttribute" -> attributes.get(arguments[0]);
                                    case "removeAttribute" -> attributes.remove(arguments[0]);
                                    case "setAttribute" ->
                                            attributes.put((String) arguments[0], arguments[1]);
                                    default -> throw new IllegalStateException(method.getName());
                                });
    }
}
