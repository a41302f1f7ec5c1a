package betterauth.jakarta.it;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The form {@code compact}. */
class CompactCookieCacheIT extends CookieCacheTests {

    @Deployment(testable = false)
    static WebArchive war() {
        return deployment("compact");
    }
}
