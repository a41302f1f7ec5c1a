package betterauth.jakarta.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.BadRequestException;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodiesTest {

    @Test
    void readTheTextOfAMember() {
        assertThat(text("{\"x\":1,\"item\":\"\u00e4 c\"}")).isEqualTo("\u00e4 c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "no JSON",
                "[]",
                "1",
                "null",
                "\"item\"",
                "{}",
                "{\"item\":null}",
                "{\"item\":1}",
                "{\"item\":\"\"}",
                "{\"item\":\" \"}",
                "{\"item\":\"abcd\"}"
            })
    void refuseAnythingElse(String body) {
        assertThatThrownBy(() -> text(body)).isInstanceOf(BadRequestException.class);
    }

    private static String text(String body) {
        return JsonBodies.text(new ByteArrayInputStream(body.getBytes(UTF_8)), "item", 3);
    }
}
