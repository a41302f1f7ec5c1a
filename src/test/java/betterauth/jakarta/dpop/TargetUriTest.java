package betterauth.jakarta.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3986, sections 6.2.2 and 6.2.3. */
class TargetUriTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "https://a.example, https://a.example/",
                "https://a.example/, https://a.example/",
                "HTTPS://A.EXAMPLE/B, https://a.example/B",
                "https://a.example:443/b, https://a.example/b",
                "https://a.example:/b, https://a.example/b",
                "https://a.example:0443/b, https://a.example/b",
                "https://a.example:80/b, https://a.example:80/b",
                "http://a.example:80/b, http://a.example/b",
                "http://localhost:8080/b, http://localhost:8080/b",
                "http://[::1]:8080/b, http://[::1]:8080/b",
                "https://[2001:DB8::1]/b, https://[2001:db8::1]/b",
                "https://a.example/b?c=d#e, https://a.example/b",
                "https://a.example?c=/d, https://a.example/",
                "https://a.example#c, https://a.example/",
                "https://a.example/%7euser, https://a.example/~user",
                "https://a.example/%2d%2D%2e%41, https://a.example/--.A",
                "https://a.example/a%2fb, https://a.example/a%2Fb",
                "https://a.example/a%25b, https://a.example/a%25b",
                "https://a.example/a%c3%a4, https://a.example/a%C3%A4",
                "https://a.example/a%3Fb, https://a.example/a%3Fb",
                "https://a.example/a|b^c[d]\\, https://a.example/a%7Cb%5Ec%5Bd%5D%5C",
                "https://a.example/a;v=1:@!$&'()*+=, https://a.example/a;v=1:@!$&'()*+=",
                "https://a.example/b/./c, https://a.example/b/c",
                "https://a.example/b/../c, https://a.example/c",
                "https://a.example/b/%2E%2e/c, https://a.example/c",
                "https://a.example/../../c, https://a.example/c",
                "https://a.example/b/.., https://a.example/",
                "https://a.example/b/c/.., https://a.example/b/",
                "https://a.example/b/., https://a.example/b/",
                "https://a.example/., https://a.example/",
                "https://a.example/b//c, https://a.example/b//c",
                "https://a.example/b//../c, https://a.example/b/c",
                "https://a.example//.., https://a.example/",
                "https://a.example/.b/..c/d., https://a.example/.b/..c/d.",
            })
    void hasOneCanonicalForm(String uri, String canonical) {
        assertThat(TargetUri.canonical(uri)).contains(canonical);
        assertThat(TargetUri.canonical(canonical)).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a.example/b",
                "//a.example/b",
                "ftp://a.example/b",
                "https:/a.example/b",
                "https:///b",
                "https://",
                "https://:443/b",
                "https://user:secret@a.example/b",
                "https://@a.example/b",
                "https://a.example:65536/b",
                "https://a.example:999999/b",
                "https://a.example:-1/b",
                "https://a.example:x/b",
                "https://a.example\\b",
                "https://a b/c",
                "https://a.example/b c",
                "https://a.example/b\tc",
                "https://a.example/b\nc",
                "https://a.example/\u00E4",
                "https://a.example/%",
                "https://a.example/%4",
                "https://a.example/%4g",
                "https://a.example/%\uFF14\uFF11",
                "https://\u00E4.example/",
                "https://[::1/b",
                "https://[::1%25eth0]/b",
                " https://a.example/b",
                "https://a.example/b ",
                "data:,x"
            })
    void hasNoneForWhatIsNoUriOfHttp(String uri) {
        assertThat(TargetUri.canonical(uri)).isEmpty();
    }

    @Test
    void hasNoneForALongUri() {
        assertThat(TargetUri.canonical("https://a.example/" + "b".repeat(4078))).isPresent();
        assertThat(TargetUri.canonical("https://a.example/" + "b".repeat(4079))).isEmpty();
    }
}
