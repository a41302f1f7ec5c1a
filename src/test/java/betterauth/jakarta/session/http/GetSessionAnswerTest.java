package betterauth.jakarta.session.http;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionAnswer.Absent;
import betterauth.jakarta.spi.SessionAnswer.Found;
import betterauth.jakarta.spi.SessionAnswer.Refused;
import betterauth.jakarta.spi.SessionAnswer.Unavailable;
import betterauth.jakarta.spi.SessionQuery.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GetSessionAnswerTest {

    private static final String FOUND = "{\"session\":{\"id\":\"s1\"},\"user\":{\"id\":\"u1\"}}";

    @Test
    void isFoundWithSessionAndUser() {
        SessionAnswer answer = new GetSessionAnswer(200, FOUND, null).read(Kind.COOKIE);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> {
                            assertThat(found.session().getString("id")).isEqualTo("s1");
                            assertThat(found.user().getString("id")).isEqualTo("u1");
                        });
        assertThat(answer).hasToString("Found[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user\":{\"id\":\"u1\"}}",
                "{\"session\":null,\"user\":{\"id\":\"u1\"}}",
                "{\"roles\":[],\"user\":{\"id\":\"u1\"},\"session\":{}}"
            })
    void isFoundWithTheUserAlone(String body) {
        assertThat(new GetSessionAnswer(200, body, null).read(Kind.COOKIE))
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> {
                            assertThat(found.session()).isEmpty();
                            assertThat(found.user().getString("id")).isEqualTo("u1");
                        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void isAbsentByNullAlone(Kind kind) {
        assertThat(new GetSessionAnswer(200, " null\n", null).read(kind)).isEqualTo(new Absent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "NULL",
                "true",
                "{}",
                "{\"session\":{}}",
                "{\"session\":{},\"user\":[]}",
                "<html></html>"
            })
    void isUnavailableByAnythingElse(String body) {
        assertThat(new GetSessionAnswer(200, body, null).read(Kind.BEARER))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> {
                            assertThat(unavailable.reason()).contains("customSession");
                            assertThat(unavailable.isCallerLimited()).isFalse();
                        });
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 400, 401, 403, 404, 500, 503})
    void isUnavailableByStatus(int status) {
        assertThat(new GetSessionAnswer(status, "", null).read(Kind.BEARER))
                .isEqualTo(
                        new Unavailable(
                                "get-session answered with status " + status,
                                Duration.ofSeconds(10)));
        assertThat(new GetSessionAnswer(status, FOUND, Duration.ofSeconds(3)).read(Kind.BEARER))
                .isEqualTo(
                        new Unavailable(
                                "get-session answered with status " + status,
                                Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void limitsTheCallerAfterTooManyRequests(Kind kind) {
        assertThat(new GetSessionAnswer(429, "{}", Duration.ofSeconds(8)).read(kind))
                .isEqualTo(
                        new Unavailable(
                                "get-session answered with status 429",
                                Duration.ofSeconds(8),
                                true));
    }

    @ParameterizedTest
    @CsvSource({"401, INVALID_API_KEY", "403, FORBIDDEN"})
    void refusesAnApiKeyByItsCode(int status, String code) {
        String body = "{\"code\":\"" + code + "\"}";

        assertThat(new GetSessionAnswer(status, body, null).read(Kind.API_KEY))
                .isEqualTo(new Refused(null));
        assertThat(new GetSessionAnswer(status, "{}", null).read(Kind.API_KEY))
                .isInstanceOf(Unavailable.class);
        assertThat(new GetSessionAnswer(status, body, null).read(Kind.COOKIE))
                .isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "5000, 5000",
        "1, 1000",
        "-1, 1000",
        "0, 1000",
        "1e9, 1000",
        "99999999999999999999, 1000",
        "7.5, 1000",
        "'\"x\"', 1000"
    })
    void refusesAnApiKeyWhoseOwnLimitIsExceeded(String tryAgainIn, long millis) {
        String body = "{\"code\":\"RATE_LIMITED\",\"details\":{\"tryAgainIn\":" + tryAgainIn + "}}";

        assertThat(new GetSessionAnswer(429, body, null).read(Kind.API_KEY))
                .isEqualTo(new Refused(Duration.ofMillis(millis)));
    }

    @Test
    void waitsFromASecondToADay() {
        assertThat(new Unavailable("why", Duration.ofDays(36_500), true).retryAfter())
                .isEqualTo(Duration.ofHours(24));
        assertThat(new Unavailable("why", Duration.ofSeconds(-3)).retryAfter())
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(new Refused(Duration.ZERO).retryAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void hidesItsBody() {
        assertThat(new GetSessionAnswer(200, FOUND, null)).hasToString("GetSessionAnswer[200]");
    }
}
