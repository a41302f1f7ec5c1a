package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.errors.BareApplication;
import betterauth.jakarta.it.errors.LibraryApplication;
import betterauth.jakarta.it.errors.OrderException;
import betterauth.jakarta.it.errors.OrderMapper;
import betterauth.jakarta.it.errors.Orders;
import betterauth.jakarta.run.AppServer;
import betterauth.jakarta.run.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library leaves the errors of an application as they are without it. */
class OwnErrorsIT {

    private static final List<String> PATHS =
            List.of(
                    "/own/orders",
                    "/own/orders/broken",
                    "/own/orders/mapped",
                    "/own/orders/paid",
                    "/own/orders/missing",
                    "/own/orders/forbidden",
                    "/own/orders/unauthorized",
                    "/own/orders/unavailable",
                    "/own/orders/teapot",
                    "/own/orders/empty",
                    "/own/orders/nowhere",
                    "/own/nowhere",
                    "/nowhere");

    @TempDir private Path folder;

    @Test
    void areAsWithoutTheLibrary() throws IOException {
        Class<?>[] classes = {Orders.class, OrderException.class, OrderMapper.class};
        Map<String, String> bare =
                answers(
                        "bare",
                        Deployments.withoutLibraries(classes).addClass(BareApplication.class));
        Map<String, String> guarded =
                answers(
                        "guarded",
                        Deployments.app(Map.of("better-auth.url", "http://localhost:1"), classes)
                                .addClass(LibraryApplication.class));

        assertThat(guarded).isEqualTo(bare);
        assertThat(bare.get("/own/orders/mapped")).contains("422", "Order without lines");
    }

    /**
     * Status, the headers that applications set, and the body of each; and the log's stack trace.
     */
    private Map<String, String> answers(String name, WebArchive application) throws IOException {
        Path war = folder.resolve(name + ".war");
        application.as(ZipExporter.class).exportTo(war.toFile());
        Path log = folder.resolve(name + ".log");
        int port = ServerProcess.freePort();
        URI base = URI.create("http://localhost:" + port);
        Map<String, String> answers = new LinkedHashMap<>();
        try (ServerProcess server =
                AppServer.ofBuild().start(folder.resolve(name), war, port, Map.of(), log)) {
            server.awaitAnswer(base.resolve("/own/orders"), Duration.ofMinutes(2), () -> {});
            Api api = new Api(base).unrecorded();
            for (String path : PATHS) {
                answers.put(path, text(api.get(path)).replace(":" + port, ""));
                answers.put(
                        "DELETE " + path,
                        text(api.send("DELETE", path, "")).replace(":" + port, ""));
            }
        }
        String place = Orders.class.getName() + ".broken";
        List<String> logged =
                Files.readAllLines(log).stream()
                        .filter(line -> line.contains(place))
                        .map(line -> line.substring(line.indexOf(place)))
                        .toList();
        assertThat(logged).isNotEmpty();
        answers.put("log", String.join("\n", logged));
        return answers;
    }

    private static String text(HttpResponse<String> answer) {
        StringBuilder text = new StringBuilder().append(answer.statusCode());
        for (String header : List.of("Content-Type", "WWW-Authenticate", "Retry-After", "Allow")) {
            text.append('\n')
                    .append(header)
                    .append(": ")
                    .append(answer.headers().allValues(header));
        }
        return text.append('\n').append(answer.body()).toString();
    }
}
