package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What {@link AnswersOfTests} wrote down of the whole suite is the same on each server. Runs after
 * the suite has run on all, by its name; the property {@code servers} says on which.
 */
class ServersAnswerAlike {

    @Test
    void toEveryTest() throws IOException {
        List<String> servers = Arrays.asList(System.getProperty("servers").split(",", -1));
        Map<String, Set<String>> first = answers(servers.get(0));
        assertThat(first).hasSizeGreaterThan(100);

        for (String server : servers) {
            Map<String, Set<String>> answers = answers(server);
            assertThat(answers.keySet()).as(server).isEqualTo(first.keySet());
            answers.forEach(
                    (test, said) ->
                            assertThat(said)
                                    .as(server + ": " + test)
                                    .containsExactlyInAnyOrderElementsOf(first.get(test)));
        }
    }

    /** What each test was answered. */
    private static Map<String, Set<String>> answers(String server) throws IOException {
        Path file = AnswersOfTests.FOLDER.resolve(server + ".txt");
        Map<String, Set<String>> answers = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            int end = line.indexOf(AnswersOfTests.SEPARATOR);
            answers.computeIfAbsent(line.substring(0, end), test -> new TreeSet<>())
                    .add(line.substring(end));
        }
        return answers;
    }
}
