package betterauth.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents agree with the code and with each other. */
class DocumentsTest {

    private static final Path README = Path.of("README.md");
    private static final Path PAGES = Path.of("src", "site", "markdown");
    private static final Path SETTINGS = PAGES.resolve("settings.md");
    private static final Path SAMPLE = Path.of("src", "sample", "shop");
    private static final Path TESTING = PAGES.resolve("testing.md");
    private static final Path MENU = Path.of("src", "site", "site.xml");

    private static final Path LOGGERS =
            Path.of("src/main/java/betterauth/jakarta/observe/Loggers.java");

    private static final Pattern LOGGER = Pattern.compile("PREFIX \\+ \"(\\w+)\"");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Pattern XML = Pattern.compile("(?s)```xml\n(.*?)```");
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>better-auth-jakarta</artifactId><version>[^<]+<");
    private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?class (\\w+)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String KEY = "(?:better-auth|mp\\.jwt)\\.[a-z.-]+|JWT_SECRET";
    private static final Pattern LITERAL_KEY = Pattern.compile("\"(" + KEY + ")\"");

    @Test
    void readmeHasFewerThan200Lines() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThan(200);
    }

    /** The build compiles the sample, and the integration tests deploy it. */
    @Test
    void readmesExamplesAreFilesOfTheSample() throws IOException {
        List<String> examples =
                JAVA.matcher(Files.readString(README))
                        .results()
                        .map(example -> example.group(1))
                        .toList();
        assertThat(examples).hasSize(2);

        for (String example : examples) {
            Path file = Path.of("com", "example", "shop", className(example) + ".java");
            assertThat(SAMPLE.resolve("src/main/java").resolve(file)).hasContent(example);
        }
    }

    /** They test what the README guards, which the build compiles. */
    @Test
    void examplesOfTestsCompile(@TempDir Path classes) throws IOException {
        List<JavaFileObject> examples = examples(TESTING);
        assertThat(examples).hasSize(3);

        assertCompiles(examples, classes);
    }

    private static List<JavaFileObject> examples(Path document) throws IOException {
        return JAVA.matcher(Files.readString(document))
                .results()
                .map(example -> source(example.group(1)))
                .toList();
    }

    private static void assertCompiles(List<JavaFileObject> examples, Path classes)
            throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> violations = new DiagnosticCollector<>();
        List<String> options =
                List.of(
                        "-proc:none",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean isCompiled =
                    compiler.getTask(null, files, violations, options, null, examples).call();
            assertThat(isCompiled).as(violations.getDiagnostics().toString()).isTrue();
        }
    }

    @Test
    void readmesDependenciesAreThoseOfTheSample() throws IOException {
        String dependencies =
                XML.matcher(Files.readString(README))
                        .results()
                        .findFirst()
                        .map(found -> found.group(1))
                        .orElseThrow();
        assertThat(dependencies).contains("<classifier>classes</classifier>");

        assertThat(unindented(Files.readString(SAMPLE.resolve("pom.xml"))))
                .contains(unindented(dependencies));
    }

    @Test
    void sampleUsesTheVersionOfTheBuild() throws IOException {
        String version =
                VERSION.matcher(unindented(Files.readString(Path.of("pom.xml"))))
                        .results()
                        .findFirst()
                        .map(MatchResult::group)
                        .orElseThrow();

        assertThat(unindented(Files.readString(SAMPLE.resolve("pom.xml")))).contains(version);
    }

    /**
     * An anchor stands before its heading, under the name that repositories give the heading: the
     * site has names of its own.
     */
    @Test
    void linksLeadToFilesAndHeadings() throws IOException {
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (Path document : documents()) {
            for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList()) {
                if (!link.group(1).matches("https?:.*")) {
                    links++;
                    if (!leadsSomewhere(document, link.group(1), link.group(2))) {
                        dead.add(document + ": " + link.group());
                    }
                }
            }
        }

        assertThat(links).isGreaterThan(60);
        assertThat(dead).isEmpty();
    }

    @Test
    void menuNamesEachPage() throws IOException {
        String menu = Files.readString(MENU);

        assertThat(pages()).hasSizeGreaterThan(8);
        assertThat(pages())
                .allMatch(page -> menu.contains(fileName(page).replace(".md", ".html\"")));
    }

    @Test
    void settingsTableNamesTheKeysOfTheCode() throws IOException {
        Set<String> documented =
                Files.readAllLines(SETTINGS).stream()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.split("\\|", -1)[1])
                        .flatMap(cell -> CODE.matcher(cell).results())
                        .map(code -> code.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).containsExactlyElementsOf(keysInSources());
        assertThat(documented).containsAll(keysThatAreRead());
    }

    @Test
    void guidesOfServersNameEachLogger() throws IOException {
        Set<String> loggers =
                LOGGER.matcher(Files.readString(LOGGERS))
                        .results()
                        .map(topic -> "`betterauth.jakarta." + topic.group(1) + "`")
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(loggers).hasSize(5);

        try (Stream<Path> files = Files.walk(Path.of("server-config"))) {
            List<Path> guides =
                    files.filter(file -> file.endsWith("README.md"))
                            .filter(file -> String.valueOf(file).split("/").length == 3)
                            .toList();
            assertThat(guides).hasSize(4);
            for (Path guide : guides) {
                assertThat(Files.readString(guide)).as(guide.toString()).contains(loggers);
            }
        }
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(pages());
        documents.add(README);
        documents.add(Path.of("CONTRIBUTING.md"));
        documents.add(Path.of("SECURITY.md"));
        documents.add(Path.of("CHANGELOG.md"));
        documents.add(SAMPLE.resolve("README.md"));
        try (Stream<Path> files = Files.walk(Path.of("server-config"))) {
            files.filter(file -> file.endsWith("README.md")).forEach(documents::add);
        }
        return documents;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.filter(file -> fileName(file).endsWith(".md")).toList();
        }
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static boolean leadsSomewhere(Path document, String path, String anchor)
            throws IOException {
        Path target = path.isEmpty() ? document : document.resolveSibling(path).normalize();
        return Files.isRegularFile(target) && (anchor == null || anchors(target).contains(anchor));
    }

    private static Set<String> anchors(Path document) throws IOException {
        List<String> lines = Files.readAllLines(document);
        Set<String> anchors = new HashSet<>();
        for (int i = 2; i < lines.size(); i++) {
            if (lines.get(i).matches("#+ .+")) {
                String name = slug(lines.get(i).replaceFirst("#+ ", ""));
                if (lines.get(i - 2).equals("<a id=\"" + name + "\"></a>")) {
                    anchors.add(name);
                }
            }
        }
        return anchors;
    }

    /** The name that a repository's page gives a heading. */
    private static String slug(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_ -]", "").replace(' ', '-');
    }

    private static Set<String> keysInSources() throws IOException {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                LITERAL_KEY
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(key -> keys.add(key.group(1)));
            }
        }
        return keys;
    }

    /** Those that the code puts together from parts among them. */
    private static Set<String> keysThatAreRead() {
        Set<String> keys = new TreeSet<>();
        ConfigValues values =
                new ConfigValues(
                        key -> {
                            keys.add(key);
                            return key.equals("better-auth.url")
                                    ? Optional.of("https://auth.example.com")
                                    : Optional.empty();
                        });
        Settings.read(values);
        return keys;
    }

    private static String unindented(String xml) {
        return xml.replaceAll("\\n\\s*", "");
    }

    private static JavaFileObject source(String text) {
        URI uri = URI.create("string:///com/example/shop/" + className(text) + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private static String className(String text) {
        return CLASS.matcher(text).results().findFirst().map(found -> found.group(1)).orElseThrow();
    }
}
