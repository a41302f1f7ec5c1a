package betterauth.jakarta.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationHeaderTest {

    /** RFC 6750, section 2.1, and RFC 9449, section 7.1, with the percent sign. */
    private static final Pattern GRAMMAR =
            Pattern.compile("(?i:Bearer|DPoP) +([A-Za-z0-9._~+/%-]+=*) *");

    @ParameterizedTest
    @CsvSource({
        "'Bearer a', a",
        "'bEARER   a.b.c  ', a.b.c",
        "'Bearer a==', a==",
        "'Bearer a%2Bb%3D', a%2Bb%3D",
        "'DPoP a', a",
        "'dpop a.b.c', a.b.c"
    })
    void findsTheToken(String header, String token) {
        assertThat(token(header)).contains(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "B",
                "Bearer",
                "Bearer ",
                "Bearer =",
                "Bearera",
                "Bearer a b",
                "Bearer a=b",
                "Bearer\ta",
                " Bearer a",
                "Basic a",
                "DPoP",
                "DPo a",
                "DPoPa",
                "Bearer \u00e9",
                "Bearer \uD83D\uDE00"
            })
    void findsNone(String header) {
        assertThat(token(header)).isEmpty();
    }

    @Test
    void tellsTheScheme() {
        assertThat(AuthorizationHeader.parse("bearer a").orElseThrow().scheme())
                .isEqualTo(AuthorizationHeader.Scheme.BEARER);
        assertThat(AuthorizationHeader.parse("dpop a").orElseThrow().scheme())
                .isEqualTo(AuthorizationHeader.Scheme.DPOP);
        assertThat(AuthorizationHeader.parse("dpop a").orElseThrow())
                .hasToString("AuthorizationHeader[DPOP]");
    }

    private static Optional<String> token(String header) {
        return AuthorizationHeader.parse(header).map(AuthorizationHeader::token);
    }

    @Test
    void agreesWithTheGrammar() {
        Random random = new Random(1);
        String alphabet = "Bearer  aZ09._~+/%-==,;\"\t\u00e9\u0131\u017f";
        int tokens = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder header =
                    new StringBuilder(
                            random.nextInt(3) > 0
                                    ? (random.nextBoolean() ? "bearer " : "dPOP ")
                                    : "");
            for (int length = random.nextInt(8); length > 0; length--) {
                header.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Matcher matcher = GRAMMAR.matcher(header);
            Optional<String> expected =
                    matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();

            assertThat(token(header.toString())).isEqualTo(expected);
            tokens += expected.isPresent() ? 1 : 0;
        }
        assertThat(tokens).isGreaterThan(1000);
    }
}
