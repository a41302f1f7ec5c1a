package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.app.VisibleClasses;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * No library of the WAR's stands in the server's way, or the server's in its: an application with
 * the WAR's descriptors and without its libraries sees none of their classes, so it does not matter
 * who is asked first.
 */
@ExtendWith(ArquillianExtension.class)
class LibrariesIT {

    @ArquillianResource private Api api;

    @Deployment(testable = false)
    static WebArchive withoutLibraries() {
        return Deployments.withoutLibraries(VisibleClasses.class);
    }

    @Test
    void areTheWarsAlone() throws IOException {
        List<String> names = new ArrayList<>();
        for (File library : Deployments.libraries()) {
            try (JarFile jar = new JarFile(library)) {
                jar.stream()
                        .map(entry -> entry.getName().replace('/', '.'))
                        .filter(name -> name.endsWith(".class") && !name.contains("META-INF"))
                        .map(name -> name.substring(0, name.length() - ".class".length()))
                        .filter(name -> !name.equals("module-info"))
                        .forEach(names::add);
            }
        }
        assertThat(names).hasSizeGreaterThan(1000);
        names.add(VisibleClasses.class.getName());

        String visible = api.send("POST", "/visible", String.join("\n", names)).body();

        assertThat(visible.lines()).containsExactly(VisibleClasses.class.getName());
    }
}
