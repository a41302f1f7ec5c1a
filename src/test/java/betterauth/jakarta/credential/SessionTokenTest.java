package betterauth.jakarta.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTokenTest {

    private static final String TOKEN = "c5OA5Y45UTvNAW7QpY9yJgZWzvC8kvMI";
    private static final String SIGNATURE = "RcZrwjqTEwR35OSd4dZ7ijrMZfafPAWqox028rv+cr0=";

    @ParameterizedTest
    @ValueSource(
            strings = {
                TOKEN + "." + SIGNATURE,
                "\"" + TOKEN + "." + SIGNATURE + "\"",
                TOKEN + ".RcZrwjqTEwR35OSd4dZ7ijrMZfafPAWqox028rv%2Bcr0%3D",
                TOKEN + ".RcZrwjqTEwR35OSd4dZ7ijrMZfafPAWqox028rv%2bcr0%3d"
            })
    void readsEachSpelling(String text) {
        assertThat(SessionToken.parse(text)).contains(new SessionToken(TOKEN, SIGNATURE));
    }

    @Test
    void readsARawToken() {
        assertThat(SessionToken.parse(TOKEN)).contains(new SessionToken(TOKEN, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"",
                "\"\"",
                ".",
                "short",
                TOKEN + "x",
                TOKEN + ".",
                TOKEN + ".AAAA",
                "." + SIGNATURE,
                TOKEN + "." + SIGNATURE + "=",
                TOKEN + "." + SIGNATURE + "." + SIGNATURE,
                TOKEN + "%zz",
                TOKEN + "%",
                "c5OA5Y45UTvNAW7QpY9yJgZWzvC8kv%0d%0a",
                TOKEN + ";x",
                "\u0000"
            })
    void refusesWhatIsNoToken(String text) {
        assertThat(SessionToken.parse(text)).isEmpty();
    }

    @Test
    void refusesWhatIsLongWithoutLookingAtIt() {
        assertThat(SessionToken.parse("x".repeat(1_000_000))).isEmpty();
    }

    @Test
    void printsNothing() {
        assertThat(new SessionToken(TOKEN, SIGNATURE)).hasToString("SessionToken[redacted]");
    }

    @Test
    void givesEachCredentialItsOwnHash() {
        SessionToken token = new SessionToken(TOKEN, SIGNATURE);

        assertThat(
                        List.of(
                                new SessionCredential.BearerSession(token).hash(),
                                new SessionCredential.BearerSession(new SessionToken(TOKEN, null))
                                        .hash(),
                                new SessionCredential.SessionCookie("a", token, null).hash(),
                                new SessionCredential.SessionCookie("b", token, null).hash(),
                                new SessionCredential.ApiKey(TOKEN + "." + SIGNATURE).hash()))
                .doesNotHaveDuplicates();
    }

    @Test
    void readsCookies() {
        CookieHeader cookies =
                new CookieHeader(List.of("a=1; b=2;c = 3 ;;=x; d; e=; a=9", "f=x=y; a=8"));

        assertThat(cookies.value("a")).contains("1");
        assertThat(cookies.value("b")).contains("2");
        assertThat(cookies.value("c")).contains("3");
        assertThat(cookies.value("d")).isEmpty();
        assertThat(cookies.value("e")).isEmpty();
        assertThat(cookies.value("f")).contains("x=y");
        assertThat(cookies.value("A")).isEmpty();
    }

    @Test
    void findsACookieByItsWholeName() {
        CookieHeader cookies =
                new CookieHeader(
                        List.of("aa=1; a a=2; \"a\"=3; a=; b=4", "a=5;; __Secure-b = 6 ;b;c==7"));

        // The first of a name counts, though it has no value.
        assertThat(cookies.value("a")).isEmpty();
        assertThat(cookies.value("b")).contains("4");
        assertThat(cookies.value("__Secure-b")).contains("6");
        assertThat(cookies.value("Secure-b")).isEmpty();
        assertThat(cookies.value("c")).contains("=7");
        assertThat(new CookieHeader(List.of("", ";", "=", "a")).value("a")).isEmpty();
        assertThat(new CookieHeader(List.of()).value("a")).isEmpty();
    }

    @Test
    void joinsChunksInTheirOrder() {
        assertThat(joined("x.1=b; x.0=a; x.2=c")).contains("abc");
        assertThat(
                        joined(
                                "x.10=k; x.0=a; x.1=b; x.2=c; x.3=d; x.4=e; x.5=f; x.6=g; x.7=h; x.8=i; x.9=j"))
                .contains("abcdefghijk");
        assertThat(joined("x.0=a; x.2=c")).contains("a");
        assertThat(joined("x.1=b")).isEmpty();
        assertThat(joined("x=whole; x.0=a")).contains("whole");
        assertThat(joined("y=1")).isEmpty();
    }

    private static Optional<String> joined(String header) {
        return new CookieHeader(List.of(header)).joined("x");
    }
}
