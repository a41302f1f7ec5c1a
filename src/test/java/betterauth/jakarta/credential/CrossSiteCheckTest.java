package betterauth.jakarta.credential;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossSiteCheckTest {

    private final CrossSiteCheck check = check("true");

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void allowsSafeMethodsFromAnywhere(String method) {
        assertThat(
                        check.allows(
                                new FakeRequest()
                                        .method(method)
                                        .header("Origin", "https://evil.example")
                                        .build()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://api.example.com, true",
        "Origin, https://app.example.com, true",
        "Origin, https://evil.example, false",
        "Origin, http://api.example.com, false",
        "Origin, https://api.example.com:8443, false",
        "Origin, null, false",
        "Origin, '', false",
        "Referer, https://api.example.com/page?x, true",
        "Referer, https://app.example.com, true",
        "Referer, https://evil.example/https://api.example.com, false",
        "Referer, https://api.example.com@evil.example/, false",
        "Referer, not a url, false",
        "Sec-Fetch-Site, same-origin, true",
        "Sec-Fetch-Site, none, true",
        "Sec-Fetch-Site, same-site, false",
        "Sec-Fetch-Site, cross-site, false",
        "Accept, */*, false"
    })
    void allowsUnsafeMethodsFromKnownOriginsOnly(String header, String value, boolean allowed) {
        for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE", "get", "FOO"}) {
            assertThat(check.allows(new FakeRequest().method(method).header(header, value).build()))
                    .as(method)
                    .isEqualTo(allowed);
        }
    }

    @Test
    void looksAtTheOriginFirst() {
        assertThat(
                        check.allows(
                                new FakeRequest()
                                        .method("POST")
                                        .header("Origin", "https://evil.example")
                                        .header("Referer", "https://api.example.com/")
                                        .header("Sec-Fetch-Site", "same-origin")
                                        .build()))
                .isFalse();
    }

    @Test
    void takesTheBeginningOfAWebSocketForUnsafe() {
        FakeRequest request =
                new FakeRequest()
                        .header("Upgrade", "WebSocket")
                        .header("Origin", "https://evil.example");

        assertThat(check.allows(request.build())).isFalse();
    }

    @Test
    void canBeSwitchedOff() {
        assertThat(
                        check("false")
                                .allows(
                                        new FakeRequest()
                                                .method("POST")
                                                .header("Origin", "https://evil.example")
                                                .build()))
                .isTrue();
    }

    @Test
    void takesNoCookieFromAnOriginThatMayCallWithoutCredentialsOnly() {
        CrossSiteCheck check =
                check(
                        Map.of(
                                "better-auth.cors.allow-credentials", "false",
                                "better-auth.cors.allowed-origins", "https://app.example.com"));

        assertThat(
                        check.allows(
                                new FakeRequest()
                                        .method("POST")
                                        .header("Origin", "https://app.example.com")
                                        .build()))
                .isFalse();
    }

    @Test
    void believesNoPageOfHttpWhereBetterAuthIsBehindHttps() {
        FakeRequest plain =
                new FakeRequest().plain().method("POST").header("Origin", "http://api.example.com");
        FakeRequest behindAProxy =
                new FakeRequest()
                        .plain()
                        .method("POST")
                        .header("Origin", "https://api.example.com");
        CrossSiteCheck local = check(Map.of("better-auth.url", "http://localhost:3000"));

        assertThat(check.allows(plain.build())).isFalse();
        assertThat(check.allows(behindAProxy.build())).isFalse();
        assertThat(local.allows(plain.build())).isTrue();
        assertThat(
                        check.allows(
                                new FakeRequest()
                                        .plain()
                                        .method("POST")
                                        .header("Origin", "https://app.example.com")
                                        .build()))
                .isTrue();
    }

    private static CrossSiteCheck check(String enabled) {
        return check(
                Map.of(
                        "better-auth.csrf.enabled",
                        enabled,
                        "better-auth.cors.allowed-origins",
                        "https://app.example.com"));
    }

    private static CrossSiteCheck check(Map<String, String> changes) {
        Map<String, String> values = new HashMap<>(changes);
        values.putIfAbsent("better-auth.url", "https://auth.example.com");
        Settings settings =
                Settings.read(new ConfigValues(key -> Optional.ofNullable(values.get(key))));
        return new CrossSiteCheck(settings.cors(), settings.isSecure());
    }
}
