package betterauth.jakarta.it;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The form {@code jwe}. */
class JweCookieCacheIT extends CookieCacheTests {

    @Deployment(testable = false)
    static WebArchive war() {
        return deployment("jwe");
    }
}
