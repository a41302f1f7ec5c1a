package betterauth.jakarta.credential;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request that knows headers, cookies and attributes; anything else asked of it fails. */
final class FakeRequest {

    private final Map<String, List<String>> headers = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private String method = "GET";
    private String scheme = "https";

    FakeRequest header(String name, String... values) {
        headers.put(name.toLowerCase(Locale.ROOT), List.of(values));
        return this;
    }

    FakeRequest cookie(String name, String value) {
        String before =
                header("Cookie").stream().map(header -> header + "; ").findFirst().orElse("");
        return header("Cookie", before + name + "=" + value);
    }

    FakeRequest method(String name) {
        method = name;
        return this;
    }

    /** Without TLS. */
    FakeRequest plain() {
        scheme = "http";
        return this;
    }

    @SuppressWarnings("JdkObsolete") // Jakarta Servlet returns a StringBuffer
    HttpServletRequest build() {
        return (HttpServletRequest)
                Proxy.newProxyInstance(
                        FakeRequest.class.getClassLoader(),
                        new Class<?>[] {HttpServletRequest.class},
                        (proxy, called, arguments) ->
                                switch (called.getName()) {
                                    case "getHeaders" ->
                                            Collections.enumeration(header((String) arguments[0]));
                                    case "getHeader" ->
                                            header((String) arguments[0]).stream()
                                                    .findFirst()
                                                    .orElse(null);
                                    case "getMethod" -> method;
                                    case "getRemoteAddr" -> "192.0.2.7";
                                    case "getScheme" -> scheme;
                                    case "getServerName" -> "api.example.com";
                                    case "getServerPort" -> scheme.equals("https") ? 443 : 80;
                                    case "getRequestURI" -> "/shop/orders";
                                    case "getRequestURL" ->
                                            new StringBuffer(
                                                    scheme + "://evil.example/shop/orders");
                                    case "getAttribute" -> attributes.get((String) arguments[0]);
                                    case "setAttribute" ->
                                            attributes.put((String) arguments[0], arguments[1]);
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    called.getName());
                                });
    }

    private List<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }
}
