package betterauth.jakarta.it;

import betterauth.jakarta.run.BetterAuthPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The built WAR against releases of Better Auth, each in the configurations that users have ({@code
 * src/matrix}), by each credential and behaviour. By name: {@code mvn -Pmatrix verify}, for some
 * releases with {@code -Dmatrix.releases=1.7,latest}, for some configurations with {@code
 * -Dmatrix.configurations=default,https}. Writes the table to {@code target/matrix.md} and each
 * cell by name to {@code target/matrix-cells.txt}.
 */
class ReleaseMatrix {

    private static final Path TARGET = Path.of("target", "matrix");
    private static final Map<String, Path> RELEASES = new LinkedHashMap<>();
    private static final MatrixServers SERVERS = new MatrixServers();
    private static final List<MatrixConfiguration> CONFIGURATIONS = chosen();
    private static MatrixTable table = new MatrixTable(List.of(), List.of());

    /** A release that is also the latest is tried once. */
    @BeforeAll
    static void installReleases() throws IOException {
        for (String release :
                System.getProperty("matrix.releases", "1.4,1.5,1.6,1.7,latest").split(",", -1)) {
            Path folder = BetterAuthPackages.installRelease(release, TARGET.resolve(release));
            RELEASES.putIfAbsent(versionIn(folder), folder);
        }
        table = new MatrixTable(List.copyOf(RELEASES.keySet()), CONFIGURATIONS);
    }

    @AfterAll
    static void writeTable() throws IOException {
        SERVERS.close();
        table.write(Path.of("target", "matrix.md"), Path.of("target", "matrix-cells.txt"));
        table.lines().forEach(System.out::println);
    }

    static Stream<Arguments> cells() {
        return CONFIGURATIONS.stream()
                .flatMap(
                        each ->
                                RELEASES.keySet().stream()
                                        .filter(each::isIn)
                                        .flatMap(version -> cells(each, version)));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("cells")
    void isServed(MatrixConfiguration configuration, String version, MatrixCheck check) {
        boolean passed = false;
        try {
            check.tryOn(SERVERS.cell(configuration, version, RELEASES.get(version)));
            passed = true;
        } finally {
            table.add(configuration, version, check, passed);
        }
    }

    private static Stream<Arguments> cells(MatrixConfiguration configuration, String version) {
        return configuration.checks().stream()
                .map(check -> Arguments.of(configuration, version, check));
    }

    private static List<MatrixConfiguration> chosen() {
        String names = System.getProperty("matrix.configurations", "");
        return MatrixConfiguration.ALL.stream()
                .filter(
                        each ->
                                names.isEmpty()
                                        || List.of(names.split(",", -1)).contains(each.name()))
                .toList();
    }

    private static String versionIn(Path folder) throws IOException {
        String description =
                Files.readString(folder.resolve("node_modules/better-auth/package.json"));
        return Api.json(description).getString("version");
    }
}
