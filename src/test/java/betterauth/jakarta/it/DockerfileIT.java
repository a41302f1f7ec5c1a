package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the Dockerfile copies is there: in the project, or made by the build of its stage. */
class DockerfileIT {

    private static final String BUILD = "/build/";

    @Test
    void copiesWhatTheProjectHas() throws IOException {
        assertThat(copies()).hasSizeGreaterThan(8);
        assertThat(
                        copies().stream()
                                .filter(copy -> option(copy, "--from").isEmpty())
                                .map(copy -> Path.of(source(copy))))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(path).exists());
    }

    @Test
    void copiesWhatTheBuildMakes() throws IOException {
        // Payara Server has no stage; what its build makes is a part of what Payara Micro's does.
        String stage =
                "build-" + System.getProperty("server").replace("payara-server", "payara-micro");
        List<String> sources =
                copies().stream()
                        .filter(copy -> option(copy, "--from").equals(stage))
                        .map(DockerfileIT::source)
                        .toList();

        assertThat(sources).contains(BUILD + "target/better-auth-jakarta.war");
        assertThat(sources).anyMatch(source -> source.startsWith(BUILD + "target/servers/"));
        for (String source : sources) {
            assertThat(source).startsWith(BUILD);
            assertThat(Path.of(source.substring(BUILD.length()))).exists();
        }
    }

    @Test
    void startsNoServerAsRoot() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("Dockerfile"));
        int user = lines.indexOf("USER 1001");

        assertThat(user).isPositive();
        assertThat(lines.subList(user + 1, lines.size())).noneMatch(line -> line.contains("USER"));
        assertThat(lines.subList(0, user)).noneMatch(line -> line.startsWith("CMD"));
        assertThat(lines).filteredOn(line -> line.startsWith("FROM server AS")).hasSize(3);
    }

    /** The words of each COPY line, without COPY. */
    private static List<List<String>> copies() throws IOException {
        return Files.readAllLines(Path.of("Dockerfile")).stream()
                .filter(line -> line.startsWith("COPY "))
                .map(line -> Arrays.asList(line.substring("COPY ".length()).split(" +", -1)))
                .toList();
    }

    private static String option(List<String> copy, String name) {
        return copy.stream()
                .filter(word -> word.startsWith(name + "="))
                .map(word -> word.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    private static String source(List<String> copy) {
        return copy.get(copy.size() - 2);
    }
}
