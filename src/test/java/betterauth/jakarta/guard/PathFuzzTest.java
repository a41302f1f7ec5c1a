package betterauth.jakarta.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.FuzzInput;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.PathPattern;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.config.SettingsException;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Feeds what a fuzzer makes to what reads the paths of requests and of settings. */
class PathFuzzTest {

    private static final HexFormat HEX = HexFormat.of().withUpperCase().withPrefix("%");

    /** A path has one plain form, however it is written, or none. */
    @FuzzTest(maxDuration = "10m")
    void requestPaths(byte[] data) {
        for (String text : FuzzInput.texts(data)) {
            RequestPath.normalize(text)
                    .ifPresent(
                            path -> {
                                assertThat(path)
                                        .doesNotContain("//", "/./", "/../", "\\", ";", "%");
                                assertThat(RequestPath.normalize(encoded(path))).contains(path);
                                assertThat(RequestPath.normalize(encoded(path) + ";a=b/"))
                                        .contains(path);
                            });
        }
    }

    /** A path that the settings protect is protected, and so is what they name below it. */
    @FuzzTest(maxDuration = "10m")
    void protectedPaths(byte[] data) {
        for (String text : FuzzInput.texts(data)) {
            try {
                Settings settings =
                        Settings.read(
                                new ConfigValues(
                                        key ->
                                                Optional.ofNullable(
                                                        Map.of(
                                                                        "better-auth.url",
                                                                        "https://auth.example.com",
                                                                        "better-auth.protected-paths",
                                                                        text)
                                                                .get(key))));
                List<PathPattern> patterns = settings.paths().protectedPaths();
                for (PathPattern pattern : patterns.subList(0, Math.min(20, patterns.size()))) {
                    String path = pattern.path() + (pattern.below() ? "/a" : "");
                    assertThat(RequestPath.normalize(path)).contains(path);
                    assertThat(settings.paths().protects(path)).isTrue();
                }
            } catch (SettingsException refused) {
                assertThat(refused).hasMessageStartingWith("better-auth.protected-paths must ");
            }
        }
    }

    private static String encoded(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(segment -> HEX.formatHex(segment.getBytes(UTF_8)))
                .collect(Collectors.joining("/"));
    }
}
