package betterauth.jakarta.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {

    private static final String DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    @Test
    void readsWhatTheJdkWrites() {
        Random random = new Random(1);
        for (int length = 1; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);

            assertThat(Base64Url.decode(ENCODER.encodeToString(bytes)).orElseThrow())
                    .isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "QUFB"})
    void acceptsOneSpellingOfEachByteStringOnly(String before) {
        for (int first = 0; first < 64; first++) {
            for (int second = 0; second < 64; second++) {
                for (String third : List.of("", "A", "B", "C", "D", "E", "Q", "_")) {
                    String text = before + DIGITS.charAt(first) + DIGITS.charAt(second) + third;

                    boolean isCanonical =
                            ENCODER.encodeToString(Base64.getUrlDecoder().decode(text))
                                    .equals(text);
                    assertThat(Base64Url.decode(text).isPresent()).as(text).isEqualTo(isCanonical);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAA", "AAA", "AA", "AAAAAAAA", "AAAAAAA", "AAAAAA"})
    void refusesEveryOtherCharacterAtEveryPlace(String good) {
        assertThat(Base64Url.decode(good)).isPresent();
        for (int place = 0; place < good.length(); place++) {
            for (int other = 0; other <= Character.MAX_VALUE; other++) {
                if (DIGITS.indexOf(other) < 0) {
                    String text =
                            good.substring(0, place) + (char) other + good.substring(place + 1);

                    assertThat(Base64Url.decode(text).isPresent()).as("%04x", other).isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"'', false", "A, false", "AAAAA, false", "QQ==, false", "QUE=, false", "QQ, true"})
    void refusesEmptyPaddedAndCutText(String text, boolean accepted) {
        assertThat(Base64Url.decode(text).isPresent()).isEqualTo(accepted);
    }
}
