package betterauth.jakarta.wiring;

import betterauth.jakarta.config.Settings;
import betterauth.jakarta.observe.CallStatistics;
import betterauth.jakarta.session.StoredSource;
import betterauth.jakarta.session.redis.RedisSessions;
import betterauth.jakarta.token.Revocations;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * Opens Better Auth's secondary storage. A class by itself, so that the client of Redis is loaded
 * only where it is used.
 */
final class RedisSource {

    private RedisSource() {}

    /**
     * Opens it.
     *
     * @param ends receives what closes it
     */
    static OpenedSource open(
            Settings settings,
            CallStatistics calls,
            Clock clock,
            Pools pools,
            Consumer<Runnable> ends) {
        RedisSessions redis = new RedisSessions(settings, clock);
        ends.accept(redis::close);
        pools.start(redis.listener());
        return new OpenedSource(
                new StoredSource(new MeasuredSource(redis.source(), calls)),
                redis.changes(),
                settings.source().redis().revokesTokens() ? redis::isRevoked : Revocations.NONE,
                null,
                List.of(redis.marks()),
                nodes(redis));
    }

    private static Nodes nodes(RedisSessions redis) {
        return new Nodes() {
            @Override
            public void tell(String text) {
                redis.publish(text);
            }

            @Override
            public void listen(Consumer<String> receiver) {
                redis.receive(receiver);
            }
        };
    }
}
