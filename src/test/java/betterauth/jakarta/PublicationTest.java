package betterauth.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** What Maven Central asks of an artifact, and an application's developer of its documentation. */
class PublicationTest {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final List<String> PUBLIC_API =
            List.of("betterauth/jakarta", "betterauth/jakarta/spi", "betterauth/jakarta/openapi");

    private static Document pom;

    @BeforeAll
    static void read() throws Exception {
        pom =
                DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(Path.of("pom.xml").toFile());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "description",
                "url",
                "licenses/license/name",
                "licenses/license/url",
                "developers/developer/name",
                "scm/connection",
                "scm/developerConnection",
                "scm/url"
            })
    void pomSaysWhatMavenCentralRequires(String element) throws XPathExpressionException {
        assertThat(value("/project/" + element)).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"maven-source-plugin:jar-no-fork", "maven-javadoc-plugin:jar"})
    void eachBuildAttachesSourcesAndJavadoc(String pluginAndGoal) throws XPathExpressionException {
        assertThat(goals("/project/build/plugins", pluginAndGoal)).isNotBlank();
    }

    @Test
    void releaseSignsAndPublishes() throws XPathExpressionException {
        String plugins = "/project/profiles/profile[id='release']/build/plugins";

        assertThat(goals(plugins, "maven-gpg-plugin:sign")).isNotBlank();
        assertThat(
                        value(
                                plugins
                                        + "/plugin[artifactId='central-publishing-maven-plugin']"
                                        + "/extensions"))
                .isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"repositories", "pluginRepositories", "distributionManagement"})
    void pomNamesNoRepository(String element) throws XPathExpressionException {
        assertThat(value("count(//" + element + ")")).isEqualTo("0");
    }

    @Test
    void eachPackageSaysWhatItIsFor() throws IOException {
        for (Path folder : foldersWithClasses()) {
            assertThat(folder.resolve("package-info.java"))
                    .isRegularFile()
                    .content()
                    .contains("/**", "@NullMarked");
        }
    }

    @Test
    void eachTypeOfThePublicApiSaysSinceWhenItExists() throws IOException {
        for (String folder : PUBLIC_API) {
            for (Path source : javaFilesIn(SOURCES.resolve(folder))) {
                assertThat(source)
                        .content()
                        .containsPattern("\\n \\* @since \\d+\\.\\d+\\.\\d+\\n");
            }
        }
    }

    @Test
    void javadocIsOfThePublicApiOnlyAndHasNoWarnings() throws XPathExpressionException {
        String javadoc =
                "//pluginManagement//plugin[artifactId='maven-javadoc-plugin']/configuration";

        assertThat(value("count(" + javadoc + "/sourceFileIncludes/include)"))
                .isEqualTo(String.valueOf(PUBLIC_API.size()));
        for (String folder : PUBLIC_API) {
            String include = folder + "/*.java";
            assertThat(value("count(" + javadoc + "//include[. = '" + include + "'])"))
                    .isEqualTo("1");
        }
        assertThat(value(javadoc + "/doclint")).isEqualTo("all");
        assertThat(value(javadoc + "/failOnWarnings")).isEqualTo("true");
    }

    private static String goals(String plugins, String pluginAndGoal)
            throws XPathExpressionException {
        String[] parts = pluginAndGoal.split(":", -1);
        return value(
                "%s/plugin[artifactId='%s']/executions/execution/goals/goal[.='%s']"
                        .formatted(plugins, parts[0], parts[1]));
    }

    private static String value(String expression) throws XPathExpressionException {
        XPath path = XPathFactory.newDefaultInstance().newXPath();
        return path.evaluate(expression, pom);
    }

    private static List<Path> foldersWithClasses() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .collect(Collectors.toList());
        }
    }

    private static List<Path> javaFilesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toList());
        }
    }
}
