package betterauth.jakarta.observe;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.CacheStatistics;
import betterauth.jakarta.cache.ObservableCache;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CacheManagementTest {

    private static final String ISSUER = "https://auth.example.com";
    private static final String ALL = "betterauth.jakarta:type=Cache,*";

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final CacheManagement management = new CacheManagement();
    private final FakeCache cache = new FakeCache();

    @AfterEach
    void unregister() {
        management.unregister();
    }

    @Test
    void showsACacheAndEmptiesIt() throws Exception {
        management.register(List.of(cache), ISSUER, "");
        ObjectName name =
                new ObjectName(
                        "betterauth.jakarta:type=Cache,context=\"/\",issuer=\"https://auth.example.com\",name=tokens");

        assertThat(server.getAttribute(name, "Size")).isEqualTo(1L);
        assertThat(server.getAttribute(name, "Hits")).isEqualTo(2L);
        assertThat(server.getAttribute(name, "Misses")).isEqualTo(3L);
        assertThat(server.getAttribute(name, "Loads")).isEqualTo(4L);
        assertThat(server.getAttribute(name, "Failures")).isEqualTo(5L);
        server.invoke(name, "clear", new Object[0], new String[0]);
        assertThat(cache.cleared).hasValue(1);
    }

    @Test
    void tellsApplicationsApart() throws Exception {
        CacheManagement other = new CacheManagement();
        management.register(List.of(cache), ISSUER, "/one");
        other.register(List.of(cache), ISSUER, "/two");

        assertThat(server.queryNames(new ObjectName(ALL), null)).hasSize(2);
        other.unregister();
        assertThat(server.queryNames(new ObjectName(ALL), null))
                .containsExactly(
                        new ObjectName(
                                "betterauth.jakarta:type=Cache,context=\"/one\",issuer=\"https://auth.example.com\",name=tokens"));
    }

    @Test
    void goesOnWithoutANameThatIsTaken() throws Exception {
        CacheManagement second = new CacheManagement();
        management.register(List.of(cache), ISSUER, "/one");

        second.register(List.of(cache), ISSUER, "/one");
        second.unregister();

        assertThat(server.queryNames(new ObjectName(ALL), null)).hasSize(1);
    }

    @Test
    void leavesNothingBehind() throws Exception {
        management.register(List.of(cache), ISSUER, "");
        management.unregister();
        management.unregister();

        assertThat(server.queryNames(new ObjectName(ALL), null)).isEmpty();
    }

    private static final class FakeCache implements ObservableCache {

        private final AtomicInteger cleared = new AtomicInteger();

        @Override
        public String name() {
            return "tokens";
        }

        @Override
        public CacheStatistics statistics() {
            return new CacheStatistics(1, 2, 3, 4, 5);
        }

        @Override
        public void clear() {
            cleared.incrementAndGet();
        }
    }
}
