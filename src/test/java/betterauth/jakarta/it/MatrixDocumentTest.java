package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of releases names what the matrix tries. */
class MatrixDocumentTest {

    private static final Path PAGE = Path.of("src", "site", "markdown", "releases.md");
    private static final Path PROGRAM = Path.of("src", "matrix", "configurations.mjs");
    private static final Pattern NAME =
            Pattern.compile("(?m)^  \"?([a-z0-9-]+)\"?: (?:async )?\\(");

    @Test
    void pageNamesEachCheck() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(MatrixCheck.values()).allMatch(check -> page.contains("| " + check + " |"));
    }

    @Test
    void programHasTheSameConfigurations() throws IOException {
        assertThat(NAME.matcher(Files.readString(PROGRAM)).results().map(name -> name.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        MatrixConfiguration.ALL.stream().map(MatrixConfiguration::name).toList());
    }
}
