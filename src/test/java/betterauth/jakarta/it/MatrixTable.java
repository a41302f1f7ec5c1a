package betterauth.jakarta.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The results by configuration and release, each {@code passed/tried}. */
final class MatrixTable {

    private static final String ABSENT = "-";

    private final List<String> versions;
    private final Map<String, Map<String, Count>> rows = new LinkedHashMap<>();
    private final Map<String, String> absent = new TreeMap<>();
    private final List<String> cells = new ArrayList<>();

    private record Count(int passed, int tried) {

        static final Count NONE = new Count(0, 0);

        Count plus(Count other) {
            return new Count(passed + other.passed, tried + other.tried);
        }

        String text() {
            return tried == 0 ? ABSENT : passed + "/" + tried;
        }
    }

    /**
     * An empty table.
     *
     * @param versions the columns
     * @param configurations the rows
     */
    MatrixTable(List<String> versions, List<MatrixConfiguration> configurations) {
        this.versions = List.copyOf(versions);
        for (MatrixConfiguration each : configurations) {
            rows.put(each.name(), new LinkedHashMap<>());
            if (!versions.stream().allMatch(each::isIn)) {
                absent.put(each.name(), each.since());
            }
        }
    }

    void add(MatrixConfiguration configuration, String version, MatrixCheck check, boolean passed) {
        Map<String, Count> row = rows.get(configuration.name());
        row.merge(version, new Count(passed ? 1 : 0, 1), Count::plus);
        cells.add(
                (passed ? "works: " : "FAILS: ")
                        + String.join(", ", configuration.name(), version, check.toString()));
    }

    /** The table, its total, the configurations that releases cannot have, and what fails. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("| configuration | " + String.join(" | ", versions) + " |");
        lines.add("|---".repeat(versions.size() + 1) + "|");
        rows.forEach((name, counts) -> lines.add(row(name, counts)));
        lines.add(row("all", totals()));
        lines.add("");
        lines.add(total());
        if (!absent.isEmpty()) {
            lines.add("");
            absent.forEach(
                    (name, since) ->
                            lines.add(
                                    "- Not to be had: `%s` before %s, which is its first release"
                                            .formatted(name, since)));
        }
        cells.stream().filter(cell -> cell.startsWith("FAILS")).forEach(lines::add);
        return lines;
    }

    /** One sentence. */
    String total() {
        Count total = totals().values().stream().reduce(Count.NONE, Count::plus);
        return "%d of %d cells work.".formatted(total.passed(), total.tried());
    }

    /** Writes the table, and each cell by name. */
    void write(Path table, Path named) throws IOException {
        Files.write(table, lines());
        Files.write(named, cells);
    }

    private Map<String, Count> totals() {
        Map<String, Count> totals = new LinkedHashMap<>();
        rows.values()
                .forEach(
                        counts ->
                                counts.forEach(
                                        (version, count) ->
                                                totals.merge(version, count, Count::plus)));
        return totals;
    }

    private String row(String name, Map<String, Count> counts) {
        List<String> cells =
                versions.stream()
                        .map(version -> counts.getOrDefault(version, Count.NONE).text())
                        .toList();
        return "| " + name + " | " + String.join(" | ", cells) + " |";
    }
}
