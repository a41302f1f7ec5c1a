package betterauth.jakarta.caller;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Conversions of MicroProfile JWT 2.1, section 7.1.2. */
class ClaimTypesTest {

    @SuppressWarnings("unused") // Its generic type is what the test is about.
    private Optional<String> optional;

    @Test
    void leavesWhatIsOfTheTypeAlready() {
        Set<String> groups = Set.of("admin");

        assertThat(ClaimTypes.convert("text", String.class)).isEqualTo("text");
        assertThat(ClaimTypes.convert(groups, Set.class)).isSameAs(groups);
        assertThat(ClaimTypes.convert(7L, Long.class)).isEqualTo(7L);
    }

    @Test
    void hasNothingOfAnAbsentClaim() {
        for (Type type : new Type[] {String.class, Long.class, Set.class, JsonValue.class}) {
            assertThat(ClaimTypes.convert(null, type)).isNull();
        }
    }

    @Test
    void wrapsValuesAsJson() {
        assertThat(ClaimTypes.convert("text", JsonString.class))
                .isEqualTo(Json.createValue("text"));
        assertThat(ClaimTypes.convert(7L, JsonNumber.class)).isEqualTo(Json.createValue(7L));
        assertThat(ClaimTypes.convert(Set.of("admin"), JsonArray.class))
                .isEqualTo(Json.createArrayBuilder().add("admin").build());
    }

    @Test
    void unwrapsJson() {
        JsonArray array = Json.createArrayBuilder().add("a").add(1).build();

        assertThat(ClaimTypes.convert(JsonValue.TRUE, Boolean.class)).isEqualTo(true);
        assertThat(ClaimTypes.convert(JsonValue.FALSE, Boolean.class)).isEqualTo(false);
        assertThat(ClaimTypes.convert(Json.createValue(7), Long.class)).isEqualTo(7L);
        assertThat(ClaimTypes.convert(array, Set.class)).isEqualTo(Set.of("a", "1"));
        assertThat(ClaimTypes.convert(Json.createValue(7), String.class)).isEqualTo("7");
    }

    @Test
    void hasNothingOfAnotherType() {
        assertThat(ClaimTypes.convert("text", JsonNumber.class)).isNull();
        assertThat(ClaimTypes.convert("text", JsonObject.class)).isNull();
        assertThat(ClaimTypes.convert("text", Long.class)).isNull();
        assertThat(ClaimTypes.convert("true", Boolean.class)).isNull();
        assertThat(ClaimTypes.convert("text", Set.class)).isNull();
    }

    @Test
    void wrapsWhatIsOptional() throws NoSuchFieldException {
        Type type = ClaimTypesTest.class.getDeclaredField("optional").getGenericType();

        assertThat(ClaimTypes.optionally(type, wanted -> wanted == String.class ? "text" : null))
                .isEqualTo(Optional.of("text"));
        assertThat(ClaimTypes.optionally(type, wanted -> null)).isEqualTo(Optional.empty());
        assertThat(ClaimTypes.optionally(String.class, wanted -> "text")).isEqualTo("text");
    }
}
