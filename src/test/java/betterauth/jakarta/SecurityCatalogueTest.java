package betterauth.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code SECURITY.md} claims nothing that no test shows. */
class SecurityCatalogueTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Tests?|IT))\\.(\\w+)`");

    @Test
    void namesTestsThatExist() throws IOException {
        List<MatchResult> named =
                TEST.matcher(Files.readString(Path.of("SECURITY.md"))).results().toList();
        assertThat(named).hasSizeGreaterThan(40);

        for (MatchResult test : named) {
            assertThat(source(test.group(1)))
                    .as(test.group())
                    .containsPattern(
                            "(?s)@(Test|ParameterizedTest|FuzzTest|ArchTest)\\b"
                                    + "[^{}]*(\\{[^{}]*}[^{}]*)*\\b(void|ArchRule) "
                                    + test.group(2)
                                    + "\\b");
        }
    }

    @Test
    void namesATestInEachRow() throws IOException {
        List<String> rows =
                Files.readAllLines(Path.of("SECURITY.md")).stream()
                        .filter(line -> line.startsWith("| "))
                        .filter(line -> !line.startsWith("| threat "))
                        .toList();

        assertThat(rows).hasSizeGreaterThan(30);
        assertThat(rows).allMatch(row -> TEST.matcher(row).find());
    }

    private static String source(String className) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            Path file =
                    files.filter(path -> path.endsWith(className + ".java"))
                            .findFirst()
                            .orElseThrow();
            return Files.readString(file);
        }
    }
}
