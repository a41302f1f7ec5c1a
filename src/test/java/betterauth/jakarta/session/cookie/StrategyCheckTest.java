package betterauth.jakarta.session.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.LogCapture;
import betterauth.jakarta.config.SessionSettings.CookieCache;
import betterauth.jakarta.token.Verification;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategyCheckTest {

    private static final String HS256 = "eyJhbGciOiJIUzI1NiJ9";
    private static final String EDDSA = "eyJhbGciOiJFZERTQSJ9";

    @ParameterizedTest
    @CsvSource({
        "JWT, abc, compact, jwt",
        "COMPACT, " + HS256 + ".e30.AA, jwt, compact",
        "COMPACT, " + EDDSA + ".e30.AA, jwks, compact",
        "JWKS, a.b.c.d.e, jwe, jwks"
    })
    void tellsTheStrategyThatACookieHas(
            CookieCache configured, String cookie, String form, String expected) {
        try (LogCapture log = new LogCapture("sessions")) {
            StrategyCheck check = new StrategyCheck(configured, value -> Optional.empty());

            assertThat(check.open(cookie)).isEmpty();
            assertThat(check.open(cookie)).isEmpty();

            assertThat(log.lines())
                    .containsExactly(
                            "WARNING A session_data cookie has the form "
                                    + form
                                    + ", expected "
                                    + expected
                                    + ": set better-auth.cookie-cache to the strategy of Better"
                                    + " Auth's session.cookieCache. Until then Better Auth is"
                                    + " called for each session");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "COMPACT, abc",
        "JWT, " + HS256 + ".e30.AA",
        "JWKS, " + EDDSA + ".e30.AA",
        "JWE, a.b.c.d.e",
        "JWT, a.b",
        "JWT, rubbish.b.c"
    })
    void saysNothingOfAnInvalidCookieOfTheSameStrategyOrOfNone(
            CookieCache configured, String cookie) {
        try (LogCapture log = new LogCapture("sessions")) {
            StrategyCheck check = new StrategyCheck(configured, value -> Optional.empty());

            assertThat(check.open(cookie)).isEmpty();

            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void opensWhatTheStrategyOpens() {
        Verification.Valid valid =
                new Verification.Valid(JsonValue.EMPTY_JSON_OBJECT, Instant.MAX, () -> true);
        try (LogCapture log = new LogCapture("sessions")) {
            StrategyCheck check = new StrategyCheck(CookieCache.JWT, value -> Optional.of(valid));

            assertThat(check.open("abc")).contains(valid);
            assertThat(log.lines()).isEmpty();
        }
    }
}
