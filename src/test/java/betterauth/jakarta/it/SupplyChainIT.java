package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What the built WAR brings with it is listed, licensed, without known faults and there once. */
class SupplyChainIT {

    private static final Path WAR = Path.of("target", "better-auth-jakarta.war");
    private static final Path ADVISORIES = Path.of("src", "test", "resources", "advisories.txt");
    private static final Set<String> LICENCES =
            Set.of("Apache-2.0", "Bouncy Castle Licence", "MIT");

    @Test
    void listsEachLibraryByItsHash() throws Exception {
        Set<String> hashes = new HashSet<>();
        for (JsonObject component : components()) {
            hashes.add(sha256(component));
        }

        assertThat(hashes).hasSizeGreaterThan(3).isEqualTo(hashesOfLibraries());
    }

    @Test
    void hasLibrariesOfKnownLicencesOnly() throws IOException {
        for (JsonObject component : components()) {
            for (JsonObject choice :
                    component.getJsonArray("licenses").getValuesAs(JsonObject.class)) {
                JsonObject licence = choice.getJsonObject("license");
                assertThat(licence.getString("id", licence.getString("name", "")))
                        .as(component.getString("name"))
                        .isIn(LICENCES);
            }
            assertThat(component.getJsonArray("licenses")).isNotEmpty();
        }
    }

    @Test
    void hasNoLibraryWithAKnownFault() throws IOException {
        List<String[]> advisories =
                Files.readAllLines(ADVISORIES).stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split(" ", 3))
                        .toList();
        for (JsonObject component : components()) {
            String name = component.getString("name");
            Version version = Version.parse(component.getString("version"));
            List<String[]> known =
                    advisories.stream().filter(advisory -> advisory[0].equals(name)).toList();

            assertThat(known).as("Lines about " + name).isNotEmpty();
            assertThat(known)
                    .as(name + " " + version)
                    .allMatch(advisory -> version.compareTo(Version.parse(advisory[1])) >= 0);
        }
    }

    @Test
    void hasEachClassOnce() throws IOException {
        List<String> classes = new ArrayList<>();
        try (JarFile war = new JarFile(WAR.toFile())) {
            war.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith("WEB-INF/classes/"))
                    .map(name -> name.substring("WEB-INF/classes/".length()))
                    .forEach(classes::add);
            for (ZipEntry library : libraries(war).toList()) {
                try (ZipInputStream entries = new ZipInputStream(war.getInputStream(library))) {
                    for (ZipEntry entry = entries.getNextEntry();
                            entry != null;
                            entry = entries.getNextEntry()) {
                        classes.add(entry.getName());
                    }
                }
            }
        }
        classes.removeIf(
                name ->
                        !name.endsWith(".class")
                                || name.startsWith("META-INF/")
                                || name.equals("module-info.class"));

        assertThat(classes).hasSizeGreaterThan(1000).doesNotHaveDuplicates();
    }

    private static List<JsonObject> components() throws IOException {
        try (JarFile war = new JarFile(WAR.toFile());
                InputStream bill = war.getInputStream(war.getEntry("META-INF/sbom/bom.json"));
                JsonReader reader = Json.createReader(bill)) {
            return reader.readObject().getJsonArray("components").getValuesAs(JsonObject.class);
        }
    }

    private static String sha256(JsonObject component) {
        return component.getJsonArray("hashes").getValuesAs(JsonObject.class).stream()
                .filter(hash -> hash.getString("alg").equals("SHA-256"))
                .findFirst()
                .orElseThrow()
                .getString("content");
    }

    private static Set<String> hashesOfLibraries() throws IOException, NoSuchAlgorithmException {
        Set<String> hashes = new HashSet<>();
        try (JarFile war = new JarFile(WAR.toFile())) {
            for (ZipEntry library : libraries(war).toList()) {
                try (InputStream bytes = war.getInputStream(library)) {
                    hashes.add(
                            HexFormat.of()
                                    .formatHex(
                                            MessageDigest.getInstance("SHA-256")
                                                    .digest(bytes.readAllBytes())));
                }
            }
        }
        return hashes;
    }

    private static Stream<? extends ZipEntry> libraries(JarFile war) {
        return war.stream().filter(entry -> entry.getName().matches("WEB-INF/lib/.+\\.jar"));
    }
}
