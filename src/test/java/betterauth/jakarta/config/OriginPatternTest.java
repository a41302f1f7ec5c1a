package betterauth.jakarta.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginPatternTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com",
                "http://localhost:5173",
                "https://*.example.com",
                "http://[::1]:3000",
                "HTTPS://App.Example.com"
            })
    void isAnOrigin(String text) {
        assertThat(OriginPattern.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "null",
                "app.example.com",
                "https://",
                "https://*",
                "https://*.com",
                "https://*.*.example.com",
                "https://a.*.example.com",
                "https://*a.example.com",
                "https://a/",
                "https://a/b",
                "https://a?b",
                "https://a#b",
                "https://u@a",
                "ftp://a",
                "https://a:0",
                "https://a..b",
                "https://.a",
                "https://[::",
                "https://[:30]",
                "https://*.[::1]",
                "https://a:65536",
                "https://a:",
                "https://a b",
                "file://",
                "https://a:99999",
                "javascript:alert(1)"
            })
    void isNoOrigin(String text) {
        assertThat(OriginPattern.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com, https://app.example.com, true",
        "https://app.example.com, https://app.example.com:443, true",
        "https://app.example.com:443, https://app.example.com, true",
        "https://app.example.com, http://app.example.com, false",
        "https://app.example.com, https://app.example.com:8443, false",
        "https://app.example.com, https://APP.example.com, false",
        "https://app.example.com, https://app.example.com.evil.com, false",
        "https://app.example.com, https://evilapp.example.com, false",
        "https://app.example.com, https://app.example.com/, false",
        "https://app.example.com, https://app-example.com, false",
        "https://app.example.com, 'https://app.example.com https://evil.com', false",
        "https://app.example.com, null, false",
        "https://*.example.com, https://a.example.com, true",
        "https://*.example.com, https://a.b.example.com, false",
        "https://*.example.com, https://example.com, false",
        "https://*.example.com, https://.example.com, false",
        "https://*.example.com, https://*.example.com, false",
        "https://*.example.com, https://a.example.com:8443, false",
        "https://*.example.com, http://a.example.com, false",
        "https://*.example.com, https://evilexample.com, false",
        "https://*.example.com, https://a.example.com.evil.com, false",
        "https://*.example.com, https://a.example.com., false"
    })
    void matchesExactlyOrByOneLabel(String pattern, String origin, boolean matches) {
        assertThat(OriginPattern.parse(pattern).orElseThrow().matches(origin)).isEqualTo(matches);
    }
}
