package betterauth.jakarta.config;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.FuzzInput;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Feeds what a fuzzer makes to what compares origins with patterns. */
class OriginFuzzTest {

    private static final Pattern AUTHORITY = Pattern.compile("([^@]+?)(?::(\\d+))?");

    /** A pattern on the first line, the value of an {@code Origin} header on the second. */
    @FuzzTest(maxDuration = "10m")
    void origins(byte[] data) {
        for (String text : FuzzInput.texts(data)) {
            String[] lines = text.split("\n", 2);
            String origin = lines[lines.length - 1];
            OriginPattern.parse(lines[0])
                    .filter(pattern -> pattern.matches(origin))
                    .ifPresent(pattern -> assertFits(pattern, URI.create(origin)));
        }
    }

    /** By another parser than our own. */
    private static void assertFits(OriginPattern pattern, URI origin) {
        assertThat(origin.getScheme()).isEqualTo(pattern.scheme());
        assertThat(origin.toString()).isEqualTo(origin.getScheme() + "://" + origin.getAuthority());
        // Java's URI knows no host with an underscore, but an authority.
        Matcher authority = AUTHORITY.matcher(origin.getRawAuthority());
        assertThat(authority.matches()).isTrue();
        String host = authority.group(1);
        int implied = pattern.scheme().equals("https") ? 443 : 80;
        int port = authority.group(2) == null ? implied : Integer.parseInt(authority.group(2));
        assertThat(port).isEqualTo(pattern.port());
        if (pattern.wildcard()) {
            assertThat(host).endsWith("." + pattern.host());
            assertThat(host.substring(0, host.length() - pattern.host().length() - 1))
                    .isNotEmpty()
                    .doesNotContain(".");
        } else {
            assertThat(host).isEqualTo(pattern.host());
        }
    }
}
