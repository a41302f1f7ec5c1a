package betterauth.jakarta.jose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompactJwsTest {

    private static final String HEADER = encode("{\"alg\":\"ES256\"}");
    private static final String CLAIMS = encode("{\"sub\":\"1\"}");

    @Test
    void takesATokenApart() {
        CompactJws jws = CompactJws.parse(HEADER + "." + CLAIMS + ".c2ln").orElseThrow();

        assertThat(jws.header().alg()).isEqualTo("ES256");
        assertThat(jws.claims().getString("sub")).isEqualTo("1");
        assertThat(jws).hasToString("CompactJws[redacted]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "a",
                "a.b",
                "a.b.c",
                "%H.%C",
                "%H.%C.",
                "%H..c2ln",
                ".%C.c2ln",
                "%H.%C.c2ln.",
                "%H.%C.c2ln.x",
                " %H.%C.c2ln",
                "%H.%C.c2ln ",
                "%H=.%C.c2ln",
                "%H.%C.c2ln=",
                "%H.%C.c2l/",
                "%H.%C.c2l+",
                "%H.%C.c2\nn",
                "%H.W10.c2ln",
                "%H.MQ.c2ln",
                "%H.bnVsbA.c2ln",
                "W10.%C.c2ln",
                "e30.%C.c2ln"
            })
    void refusesWhatIsNoToken(String form) {
        assertThat(CompactJws.parse(form.replace("%H", HEADER).replace("%C", CLAIMS))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"ES256\",\"alg\":\"none\"}",
                "{\"alg\":7}",
                "{\"alg\":null}",
                "{\"alg\":[\"ES256\"]}",
                "{\"alg\":\"ES256\",\"kid\":7}",
                "{\"alg\":\"ES256\",\"typ\":[]}",
                "{\"alg\":\"ES256\"}x",
                "{\"alg\":\"ES256\",}",
                "{'alg':'ES256'}",
                "{\"alg\":\"ES256\"",
                "\"alg\"",
                "[{\"alg\":\"ES256\"}]",
                "{\"alg\":\"ES256\"}{}",
                "{\"alg\":\"ES256\"} {}",
                "{\"alg\":\"ES256\"}}",
                "{\"alg\":\"ES256\"]}",
                "{\"alg\":\"ES256\",\"a\":\"}",
                "x{\"alg\":\"ES256\"}",
                "}",
                " "
            })
    void refusesAHeaderThatIsNotStrict(String header) {
        assertThat(CompactJws.parse(encode(header) + "." + CLAIMS + ".c2ln")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"ES256\",\"a\":\"}\"}",
                "{\"alg\":\"ES256\",\"a\":\"{\"}",
                "{\"alg\":\"ES256\",\"a\":\"[\"}",
                "{\"alg\":\"ES256\",\"a\":\"\\\"}\"}",
                "{\"alg\":\"ES256\",\"a\":{\"b\":[1]}}",
                " {\"alg\":\"ES256\"}\n"
            })
    void acceptsAnyJsonObjectForAHeader(String header) {
        assertThat(CompactJws.parse(encode(header) + "." + CLAIMS + ".c2ln")).isPresent();
    }

    @Test
    void refusesDuplicateClaims() {
        assertThat(
                        CompactJws.parse(
                                HEADER + "." + encode("{\"sub\":\"1\",\"sub\":\"2\"}") + ".c2ln"))
                .isEmpty();
    }

    @Test
    void refusesDeepClaims() {
        String deep = "{\"a\":" + "[".repeat(2000) + "]".repeat(2000) + "}";

        assertThat(CompactJws.parse(HEADER + "." + encode(deep) + ".c2ln")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "[, ], 31, true",
        "[, ], 32, false",
        "{\"a\":, }, 31, true",
        "{\"a\":, }, 32, false"
    })
    void takesClaimsOfDepth32AtMost(String open, String close, int times, boolean accepted) {
        String claims = "{\"a\":" + open.repeat(times) + "1" + close.repeat(times) + "}";

        assertThat(CompactJws.parse(HEADER + "." + encode(claims) + ".c2ln").isPresent())
                .isEqualTo(accepted);
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] bytes = {'{', '"', (byte) 0xc3, '"', ':', '1', '}'};

        assertThat(
                        CompactJws.parse(
                                HEADER
                                        + "."
                                        + Base64.getUrlEncoder()
                                                .withoutPadding()
                                                .encodeToString(bytes)
                                        + ".c2ln"))
                .isEmpty();
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
