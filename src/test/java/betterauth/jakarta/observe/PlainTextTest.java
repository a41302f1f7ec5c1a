package betterauth.jakarta.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void isOnePrintableLineOfBoundedLength() {
        assertThat(PlainText.of("a b\r\nINFO \u001b[31m\u00e9")).isEqualTo("a b??INFO ?[31m?");
        assertThat(PlainText.of("x".repeat(5000))).isEqualTo("x".repeat(200) + "?");
        assertThat(PlainText.of("\n" + "x".repeat(5000))).isEqualTo("?" + "x".repeat(199) + "?");
    }
}
