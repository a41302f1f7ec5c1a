package betterauth.jakarta.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.cache.CoalescingCache;
import betterauth.jakarta.cache.CredentialHash;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.run.RedisProcess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RevocationMarksTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String USER = "u1";

    private final Clock clock = Clock.systemUTC();
    private final RedisChanges changes = new RedisChanges(Duration.ofMinutes(1));
    private final CoalescingCache<RevocationMark> cache =
            new CoalescingCache<>("revocation-marks", 100, 1_000_000, 10, clock);

    /** The read of another request began before the revocation, and its answer came late. */
    @Test
    void areNotThoseThatWereReadBeforeTheyWereAskedFor() {
        try (RedisProcess redis = RedisProcess.start();
                RedisReader reader =
                        new RedisReader(
                                new RedisServer(settings(redis).source().redis(), TIMEOUT),
                                4,
                                TIMEOUT,
                                TIMEOUT)) {
            changes.toldUntil(System.nanoTime());
            changes.complete();
            RevocationMark none =
                    new RevocationMark(null, Instant.MAX, changes.unchanged(changes.now(), USER));
            CompletableFuture<RevocationMark> late = new CompletableFuture<>();
            var other =
                    CompletableFuture.supplyAsync(
                            () -> cache.get(CredentialHash.of(USER), () -> late, TIMEOUT));
            awaitMisses(1);
            StoredSessions.revokeBefore(redis, "2000");
            changes.changed(USER);
            var asked = CompletableFuture.supplyAsync(() -> marks(reader).of(USER));
            awaitMisses(2);

            late.complete(none);

            assertThat(other.join()).contains(none);
            assertThat(asked.join())
                    .hasValueSatisfying(
                            mark -> assertThat(mark.revokes(Instant.ofEpochSecond(1))).isTrue());
        }
    }

    private void awaitMisses(int count) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (cache.statistics().misses() < count) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private RevocationMarks marks(RedisReader reader) {
        return new RevocationMarks(
                reader, StoredSessions.PREFIX, changes, cache, TIMEOUT, TIMEOUT, clock);
    }

    private static Settings settings(RedisProcess redis) {
        Map<String, String> values =
                Map.of(
                        "better-auth.url", "https://auth.example.com",
                        "better-auth.secret", "0123456789abcdef0123456789abcdef",
                        "better-auth.session.source", "redis",
                        "better-auth.session.redis.url", redis.url());
        return Settings.read(new ConfigValues(key -> Optional.ofNullable(values.get(key))));
    }
}
