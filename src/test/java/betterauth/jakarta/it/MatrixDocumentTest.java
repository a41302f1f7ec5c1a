package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of releases in the documents is that of a run without a failure. */
class MatrixDocumentTest {

    private static final Path PAGE = Path.of("src", "site", "markdown", "releases.md");
    private static final Path README = Path.of("README.md");
    private static final Path PROGRAM = Path.of("src", "matrix", "configurations.mjs");
    private static final String HEADER = "| configuration | 1.";
    private static final Pattern NAME =
            Pattern.compile("(?m)^  \"?([a-z0-9-]+)\"?: (?:async )?\\(");

    @Test
    void pageHasTheTableOfEachCell() throws IOException {
        assertThat(Files.readAllLines(PAGE)).containsSequence(table().lines());
    }

    @Test
    void pageNamesEachCheck() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(MatrixCheck.values()).allMatch(check -> page.contains("| " + check + " |"));
    }

    @Test
    void readmeHasTheTotal() throws IOException {
        assertThat(Files.readString(README)).contains(table().total());
    }

    @Test
    void programHasTheSameConfigurations() throws IOException {
        assertThat(NAME.matcher(Files.readString(PROGRAM)).results().map(name -> name.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        MatrixConfiguration.ALL.stream().map(MatrixConfiguration::name).toList());
    }

    /** A run of the releases that the page has, in which each cell works. */
    private static MatrixTable table() throws IOException {
        String header =
                Files.readAllLines(PAGE).stream()
                        .filter(line -> line.startsWith(HEADER))
                        .findFirst()
                        .orElseThrow();
        List<String> versions = Arrays.asList(header.split(" *\\| *", -1));
        versions = versions.subList(2, versions.size() - 1);
        MatrixTable table = new MatrixTable(versions, MatrixConfiguration.ALL);
        for (MatrixConfiguration each : MatrixConfiguration.ALL) {
            for (String version : versions.stream().filter(each::isIn).toList()) {
                each.checks().forEach(check -> table.add(each, version, check, true));
            }
        }
        return table;
    }
}
