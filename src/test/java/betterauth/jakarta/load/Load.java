package betterauth.jakarta.load;

import betterauth.jakarta.it.Deployments;
import betterauth.jakarta.load.app.AuthenticatedApi;
import betterauth.jakarta.load.app.BareResource;
import betterauth.jakarta.load.app.GuardedResource;
import betterauth.jakarta.load.app.LoadApi;
import betterauth.jakarta.load.app.OpenResource;
import betterauth.jakarta.load.app.TrustingModule;
import betterauth.jakarta.load.app.TrustingStartup;
import betterauth.jakarta.module.RootContext;
import betterauth.jakarta.run.AppServer;
import betterauth.jakarta.run.BetterAuthServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * Measures, on a real server set up from {@code server-config}, what a request costs an application
 * on the library, the same application without it, and one whose module believes everybody: the
 * server's CPU time and the requests that it answers in a second. They run at the same time and are
 * called in turn.
 */
class Load {

    private static final Path FOLDER = Path.of("target", "load");
    private static final int TOKENS = 60_000;
    private static final Duration WARM_UP = seconds("load.warm-up", 5);
    private static final Duration RUN = seconds("load.run", 3);
    private static final int ROUNDS = Integer.getInteger("load.rounds", 5);

    private final AppServer server = AppServer.ofBuild();

    @Test
    void measures() throws IOException {
        Files.createDirectories(FOLDER);
        try (BetterAuthServer betterAuth =
                BetterAuthServer.start(Map.of("JWT_ALGORITHM", "ES256", "JWT_LIFETIME", "6h"))) {
            Report report = measure(betterAuth);
            System.err.print(report.text());
            write(server.title().toLowerCase(Locale.ROOT).replace(' ', '-') + ".md", report.text());
        }
    }

    private Report measure(BetterAuthServer betterAuth) {
        Map<String, String> settings =
                Map.of(
                        "BETTER_AUTH_URL",
                        betterAuth.url().toString(),
                        "BETTER_AUTH_SECRET",
                        BetterAuthServer.SECRET,
                        // Not as the integration tests have it.
                        "JAVA_TOOL_OPTIONS",
                        "");
        ManyTokens tokens = new ManyTokens(betterAuth, TOKENS);
        Path one = tokens.headers(FOLDER.resolve("one-token.txt"), 1);
        List<Traffic> kinds =
                List.of(
                        Traffic.without("open path", "/api/open", 200),
                        new Traffic("one token", "/api/guarded", "Authorization", one, 200),
                        new Traffic(
                                "60,000 tokens",
                                "/api/guarded",
                                "Authorization",
                                tokens.headers(FOLDER.resolve("tokens.txt"), TOKENS),
                                200),
                        new Traffic(
                                "session cookie",
                                "/api/guarded",
                                "Cookie",
                                write("cookie.txt", betterAuth.signInForCookies("ada")),
                                200),
                        Traffic.without("refusal", "/api/guarded", 401));
        Report report = new Report(server.title(), tokens.signatureMicros());
        List<Traffic> answered = kinds.stream().map(Traffic::answered).toList();
        try (LoadedServer bare = start("bare", bare(), settings);
                LoadedServer trusting = start("trusting", trusting(), settings);
                LoadedServer library = start("library", library(), settings)) {
            report.applications(
                    LoadedServer.inTurn(
                            List.of(bare, trusting, library),
                            List.of(answered, answered, kinds),
                            WARM_UP,
                            RUN,
                            ROUNDS));
        }
        measureWar(one, report, settings);
        measureStarts(kinds.get(1), report, settings);
        return report;
    }

    private void measureWar(Path token, Report report, Map<String, String> settings) {
        List<Traffic> kinds = new ArrayList<>();
        kinds.add(Traffic.without("/api/public/ping", "/api/public/ping", 200));
        for (String path : List.of("/api/protected", "/api/me")) {
            kinds.add(new Traffic(path, path, "Authorization", token, 200));
        }
        try (LoadedServer war =
                start("war", Path.of("target", "better-auth-jakarta.war"), settings)) {
            report.war(LoadedServer.inTurn(List.of(war), List.of(kinds), WARM_UP, RUN, ROUNDS));
        }
    }

    private void measureStarts(Traffic token, Report report, Map<String, String> settings) {
        List<LoadedServer.Start> bare = new ArrayList<>();
        List<LoadedServer.Start> library = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            bare.add(measureStart("bare", token, settings));
            library.add(measureStart("library", token, settings));
        }
        report.starts(bare, library);
    }

    private LoadedServer.Start measureStart(
            String name, Traffic token, Map<String, String> settings) {
        Path war = FOLDER.resolve(name + ".war");
        return LoadedServer.measureStart(server, FOLDER.resolve(name), war, settings, token);
    }

    private LoadedServer start(String name, Path war, Map<String, String> settings) {
        return LoadedServer.start(server, FOLDER.resolve(name), war, settings);
    }

    private static Path bare() {
        return export(
                Deployments.withoutLibraries(LoadApi.class, OpenResource.class, BareResource.class),
                "bare.war");
    }

    private static Path trusting() {
        return export(
                Deployments.withoutLibraries(
                        AuthenticatedApi.class,
                        OpenResource.class,
                        BareResource.class,
                        TrustingModule.class,
                        TrustingStartup.class,
                        RootContext.class),
                "trusting.war");
    }

    private static Path library() {
        return export(
                Deployments.app(
                        Map.of(),
                        AuthenticatedApi.class,
                        OpenResource.class,
                        GuardedResource.class),
                "library.war");
    }

    private static Path export(WebArchive war, String name) {
        Path file = FOLDER.resolve(name);
        war.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }

    private static Path write(String name, String text) {
        try {
            return Files.writeString(FOLDER.resolve(name), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Duration seconds(String property, int otherwise) {
        return Duration.ofSeconds(Integer.getInteger(property, otherwise));
    }
}
