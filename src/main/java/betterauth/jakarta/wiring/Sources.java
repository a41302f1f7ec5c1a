package betterauth.jakarta.wiring;

import betterauth.jakarta.config.Settings;
import betterauth.jakarta.observe.CallStatistics;
import betterauth.jakarta.session.StoredSource;
import betterauth.jakarta.session.VerifyingSource;
import betterauth.jakarta.session.http.HttpSessionSource;
import betterauth.jakarta.spi.SessionSource;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.function.Consumer;

/** Opens the one source of sessions: the application's own, or that of the settings. */
final class Sources {

    private Sources() {}

    /**
     * Opens it.
     *
     * @param own the application's own
     * @param ends receives what closes it
     */
    static OpenedSource open(
            Settings settings,
            Instance<SessionSource> own,
            CallStatistics calls,
            Clock clock,
            Pools pools,
            Consumer<Runnable> ends) {
        if (!own.isUnsatisfied()) {
            return OpenedSource.of(new MeasuredSource(own.get(), calls));
        }
        return switch (settings.source().kind()) {
            case HTTP -> http(settings, calls, ends);
            case DATABASE ->
                    OpenedSource.of(
                            new StoredSource(
                                    new MeasuredSource(
                                            DatabaseCheck.source(settings, clock), calls)));
            case REDIS -> RedisSource.open(settings, calls, clock, pools, ends);
        };
    }

    private static OpenedSource http(
            Settings settings, CallStatistics calls, Consumer<Runnable> ends) {
        HttpSessionSource http = new HttpSessionSource(settings);
        ends.accept(http::close);
        return OpenedSource.of(
                new VerifyingSource(new MeasuredSource(http, calls)), http::discover);
    }
}
