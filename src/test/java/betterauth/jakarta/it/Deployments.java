package betterauth.jakarta.it;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jboss.shrinkwrap.api.ArchivePaths;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * What the integration tests deploy: the artifacts as they were built, with settings in the
 * archive.
 */
public final class Deployments {

    private static final String META_INF = "META-INF/microprofile-config.properties";
    private static final String CONFIG = "WEB-INF/classes/" + META_INF;
    private static final Path TARGET = Path.of("target");
    private static final Path LIBRARY = TARGET.resolve("better-auth-jakarta-classes.jar");
    private static final Path DESCRIPTORS = Path.of("src", "main", "webapp", "WEB-INF");

    private Deployments() {}

    /** What a test class declares. */
    static WebArchive of(BetterAuthApp app, Map<String, String> settings) {
        boolean builtWar = app.packagesOf().length == 0 && app.classes().length == 0;
        WebArchive war =
                builtWar
                        ? war(settings)
                        : addLibrary(own(app.configuration(), app.classes()), settings);
        for (Class<?> member : app.packagesOf()) {
            war.addPackage(member.getPackage());
        }
        if (!app.webXml().isEmpty()) {
            war.addAsWebInfResource(new StringAsset(app.webXml()), "web.xml");
        }
        return war;
    }

    /** The built WAR. */
    private static WebArchive war(Map<String, String> settings) {
        return war("better-auth-jakarta", settings);
    }

    private static WebArchive war(String name, Map<String, String> settings) {
        WebArchive war =
                ShrinkWrap.create(ZipImporter.class, name + ".war")
                        .importFrom(TARGET.resolve("better-auth-jakarta.war").toFile())
                        .as(WebArchive.class);
        return configured(war, settings);
    }

    /** The built WAR under another name, which is its context root, too. */
    static WebArchive warAt(String name, Map<String, String> settings) {
        String context = "/" + name;
        WebArchive war = war(name, settings);
        for (Path file : descriptors()) {
            String text = read(file).replace(">/<", ">" + context + "<");
            war.addAsWebInfResource(
                    new StringAsset(text.replace("uri=\"/\"", "uri=\"" + context + "\"")),
                    file.getFileName().toString());
        }
        return war;
    }

    /** An app developer's WAR: their classes, the built library and what it needs. */
    public static WebArchive app(Map<String, String> settings, Class<?>... classes) {
        return addLibrary(own("", classes), settings);
    }

    /** An application without libraries, with its configuration if it has one. */
    private static WebArchive own(String configuration, Class<?>... classes) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, "app.war").addClasses(classes);
        return configuration.isEmpty() ? war : war.addAsResource(new File(configuration), META_INF);
    }

    /** Adds the built library, what it needs, the WAR's descriptors and settings. */
    public static WebArchive addLibrary(WebArchive war, Map<String, String> settings) {
        war.addAsLibrary(LIBRARY.toFile());
        libraries().forEach(war::addAsLibrary);
        return configured(withDescriptors(war), settings);
    }

    /** A WAR of an EAR, at the context root of its name, with its own library. */
    static WebArchive module(String name, Map<String, String> settings, Class<?>... classes) {
        WebArchive war =
                ShrinkWrap.create(WebArchive.class, name + ".war")
                        .addClasses(classes)
                        .addAsLibrary(LIBRARY.toFile());
        libraries().forEach(war::addAsLibrary);
        return configured(war, settings);
    }

    /** An EAR with a WAR of these classes, and the library where all WARs see it. */
    static EnterpriseArchive earOnLibrary(Map<String, String> settings, Class<?>... classes) {
        EnterpriseArchive ear =
                ShrinkWrap.create(EnterpriseArchive.class, "app.ear")
                        .addAsModule(configured(withoutLibraries(classes), settings))
                        .addAsLibrary(LIBRARY.toFile());
        libraries().forEach(ear::addAsLibrary);
        return ear;
    }

    /** Nothing but these classes and the descriptors that the WAR has. */
    public static WebArchive withoutLibraries(Class<?>... classes) {
        return withDescriptors(ShrinkWrap.create(WebArchive.class, "app.war").addClasses(classes));
    }

    /** What the WAR brings along. */
    static List<File> libraries() {
        return files(TARGET.resolve("better-auth-jakarta/WEB-INF/lib"));
    }

    private static WebArchive withDescriptors(WebArchive war) {
        descriptors()
                .forEach(
                        file ->
                                war.addAsWebInfResource(
                                        file.toFile(), file.getFileName().toString()));
        return war;
    }

    private static List<Path> descriptors() {
        return files(DESCRIPTORS).stream().map(File::toPath).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<File> files(Path folder) {
        return List.of(folder.toFile().listFiles(File::isFile));
    }

    private static WebArchive configured(WebArchive war, Map<String, String> settings) {
        Properties properties = new Properties();
        try {
            if (war.contains(CONFIG)) {
                properties.load(war.delete(ArchivePaths.create(CONFIG)).getAsset().openStream());
            }
            properties.putAll(settings);
            StringWriter text = new StringWriter();
            properties.store(text, null);
            return war.add(new StringAsset(text.toString()), CONFIG);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
