package betterauth.jakarta.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    @ParameterizedTest
    @CsvSource({
        "/, ''", "/api/me, /api/me", "/api/me/, /api/me", "/api/me;a=b, /api/me",
                "/api;x/me;y, /api/me",
        "/%61pi/me, /api/me", "/api/m%65, /api/me", "/a+b, /a+b", "/a%20b, '/a b'",
                "/API/me, /API/me"
    })
    void hasOneFormForAllSpellings(String raw, String normalized) {
        assertThat(RequestPath.normalize(raw)).contains(normalized);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/me",
                "/api//me",
                "/api/./me",
                "/api/../me",
                "/api/%2e/me",
                "/api/%2E%2e/me",
                "/api/me/..",
                "/api%2Fme",
                "/api%2fme",
                "/api%5Cme",
                "/api%00",
                "/api%0d%0a",
                "/api%253Bme",
                "/api%3Bme",
                "/api%3F",
                "/api%23",
                "/api/%zz",
                "/api/%",
                "/api;/../me",
                "/api;x//me"
            })
    void hasNoneForAPathThatIsNotPlain(String raw) {
        assertThat(RequestPath.normalize(raw)).isEmpty();
    }
}
