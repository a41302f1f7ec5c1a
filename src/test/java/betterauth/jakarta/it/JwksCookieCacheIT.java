package betterauth.jakarta.it;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The form {@code jwks}. */
class JwksCookieCacheIT extends CookieCacheTests {

    @Deployment(testable = false)
    static WebArchive war() {
        return deployment("jwks");
    }
}
