package betterauth.jakarta.wiring;

import betterauth.jakarta.observe.CallStatistics;
import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionQuery;
import betterauth.jakarta.spi.SessionSource;
import java.time.Duration;

/** Measures the calls of a source. */
record MeasuredSource(SessionSource source, CallStatistics statistics) implements SessionSource {

    @Override
    public SessionAnswer find(SessionQuery query) {
        long began = System.nanoTime();
        boolean isAnswered = false;
        try {
            SessionAnswer answer = source.find(query);
            // Too many requests of one caller are an answer.
            isAnswered =
                    !(answer instanceof SessionAnswer.Unavailable unavailable)
                            || unavailable.isCallerLimited();
            return answer;
        } finally {
            statistics.add(Duration.ofNanos(System.nanoTime() - began), isAnswered);
        }
    }
}
