package betterauth.jakarta.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.run.RedisProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisReaderTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int READS = 5;

    @ParameterizedTest
    @CsvSource({"PT1H, 1", "PT0S, " + READS})
    void usesAConnectionForItsWholeLifeAndNoLonger(Duration life, long connections)
            throws IOException {
        try (RedisProcess redis = RedisProcess.start();
                RedisReader reader = new RedisReader(server(redis), 1, TIMEOUT, life)) {
            redis.run("SET", "a", "1");
            long before = redis.statistic("total_connections_received");
            for (int i = 0; i < READS; i++) {
                assertThat(reader.get("a")).isEqualTo("1");
            }

            // One more counts.
            assertThat(redis.statistic("total_connections_received") - before)
                    .isEqualTo(connections + 1);
        }
    }

    @Test
    void readsAValueOfTheLongestLength() throws IOException {
        try (RedisProcess redis = RedisProcess.start();
                RedisReader reader = new RedisReader(server(redis), 1, TIMEOUT, TIMEOUT)) {
            redis.run("SET", "a", "x".repeat(RedisReader.MAXIMUM_BYTES));

            assertThat(reader.get("a")).hasSize(RedisReader.MAXIMUM_BYTES);
            assertThat(reader.get("b")).isNull();
        }
    }

    private static RedisServer server(RedisProcess redis) {
        Map<String, String> values =
                Map.of(
                        "better-auth.url", "https://auth.example.com",
                        "better-auth.secret", "0123456789abcdef0123456789abcdef",
                        "better-auth.session.source", "redis",
                        "better-auth.session.redis.url", redis.url());
        Settings settings =
                Settings.read(new ConfigValues(key -> Optional.ofNullable(values.get(key))));
        return new RedisServer(settings.source().redis(), TIMEOUT);
    }
}
