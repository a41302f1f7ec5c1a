package betterauth.jakarta.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The tables of one server, in Markdown. Figures are medians. */
final class Report {

    private final StringBuilder text = new StringBuilder();
    private final double signature;

    Report(String server, double signatureMicros) {
        this.signature = signatureMicros;
        line("");
        line(
                "%s, CPU microseconds for a request (requests in a second); ES256 alone %.0f",
                server, signature);
        line("");
    }

    /** The application without the library, with a module that believes everybody, and on it. */
    void applications(List<Map<String, List<Wrk.Run>>> runs) {
        line("| | bare | trusting module | the library | ratio to bare |");
        line("|---|---|---|---|---|");
        runs.get(0)
                .forEach(
                        (title, bare) -> {
                            List<Wrk.Run> library = runs.get(2).get(title);
                            line(
                                    "| %s | %s | %s | %s | %.2f |",
                                    title,
                                    figures(bare),
                                    figures(runs.get(1).get(title)),
                                    figures(library),
                                    cpu(library) / cpu(bare));
                        });
        line("");
    }

    /** The built WAR. */
    void war(List<Map<String, List<Wrk.Run>>> runs) {
        line("| the WAR | |");
        line("|---|---|");
        runs.get(0).forEach((title, run) -> line("| `%s` | %s |", title, figures(run)));
        line("");
    }

    /** Starts of the application without the library and on it. */
    void starts(List<LoadedServer.Start> bare, List<LoadedServer.Start> library) {
        line("| milliseconds | bare | the library |");
        line("|---|---|---|");
        start("start of the server until it answers", bare, library, LoadedServer.Start::millis);
        start("first guarded request", bare, library, LoadedServer.Start::firstMillis);
        line("");
    }

    private void start(
            String title,
            List<LoadedServer.Start> bare,
            List<LoadedServer.Start> library,
            ToDoubleFunction<LoadedServer.Start> figure) {
        line("| %s | %.0f | %.0f |", title, median(bare, figure), median(library, figure));
    }

    String text() {
        return text.toString();
    }

    private static String figures(List<Wrk.Run> runs) {
        return String.format(
                Locale.ROOT, "%.0f (%,.0f)", cpu(runs), median(runs, Wrk.Run::perSecond));
    }

    private static double cpu(List<Wrk.Run> runs) {
        return median(runs, Wrk.Run::cpuMicros);
    }

    private static <T> double median(List<T> runs, ToDoubleFunction<T> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
