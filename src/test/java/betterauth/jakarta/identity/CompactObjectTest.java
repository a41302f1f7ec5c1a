package betterauth.jakarta.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactObjectTest {

    private static final String TEXT =
            """
            {"name":"Ada","age":36,"banned":false,"isAdmin":true,"image":null,
             "tags":["a","b"],"plan":{"seats":2}}""";

    private final JsonObject usual = parse(TEXT);
    private final JsonObject compact = CompactObject.of(usual);

    @Test
    void isTheSameObject() {
        assertThat(compact).isInstanceOf(CompactObject.class).isEqualTo(usual).hasSize(7);
        assertThat(usual).isEqualTo(compact).hasSameHashCodeAs(compact);
        assertThat(compact.keySet()).containsExactlyElementsOf(usual.keySet());
        assertThat(compact.toString()).isEqualTo(usual.toString());
        assertThat(compact.asJsonObject()).isSameAs(compact);
        assertThat(compact.getValueType()).isEqualTo(JsonValue.ValueType.OBJECT);
    }

    @Test
    void readsAsTheUsualOne() {
        for (String name : usual.keySet()) {
            assertThat(compact.get(name)).isEqualTo(usual.get(name));
            assertThat(compact.containsKey(name)).isTrue();
            assertThat(compact.isNull(name)).isEqualTo(usual.isNull(name));
            assertThat(compact.getString(name, "other")).isEqualTo(usual.getString(name, "other"));
            assertThat(compact.getInt(name, 7)).isEqualTo(usual.getInt(name, 7));
            assertThat(compact.getBoolean(name, true)).isEqualTo(usual.getBoolean(name, true));
        }
        assertThat(compact.getString("name")).isEqualTo("Ada");
        assertThat(compact.getJsonString("name")).isEqualTo(usual.getJsonString("name"));
        assertThat(compact.getInt("age")).isEqualTo(36);
        assertThat(compact.getJsonNumber("age")).isEqualTo(usual.getJsonNumber("age"));
        assertThat(compact.getBoolean("isAdmin")).isTrue();
        assertThat(compact.getBoolean("banned")).isFalse();
        assertThat(compact.getJsonArray("tags")).hasSize(2);
        assertThat(compact.getJsonObject("plan").getInt("seats")).isEqualTo(2);
    }

    @Test
    void hasNoOtherMember() {
        assertThat(compact.get("none")).isNull();
        assertThat(compact.containsKey("none")).isFalse();
        assertThat(compact.getString("none", "other")).isEqualTo("other");
        assertThat(compact.getJsonArray("none")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"string", "int", "boolean", "null"})
    void failsForAnAbsentMemberAsTheUsualOne(String type) {
        Function<JsonObject, Object> read = reader(type, "none");

        assertThatThrownBy(() -> read.apply(usual)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> read.apply(compact)).isInstanceOf(NullPointerException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"string", "int", "boolean"})
    void failsForAnotherTypeAsTheUsualOne(String type) {
        Function<JsonObject, Object> read = reader(type, "tags");

        assertThatThrownBy(() -> read.apply(usual)).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> read.apply(compact)).isInstanceOf(ClassCastException.class);
    }

    @Test
    void cannotBeChanged() {
        assertThatThrownBy(() -> compact.put("name", JsonValue.NULL))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> compact.remove("name"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> compact.values().removeIf(value -> true))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void sharesNames() {
        CompactObject other = (CompactObject) CompactObject.of(parse(TEXT));

        assertThat(FieldNames.shared(other)).containsSame(FieldNames.shared(compact).orElseThrow());
    }

    @Test
    void holdsTheFirstListsOfNamesOnly() {
        FieldNames.Shared shared = new FieldNames.Shared(2);
        FieldNames first = shared.find(List.of("a")).orElseThrow();

        assertThat(shared.find(List.of("b"))).isPresent();
        assertThat(shared.find(List.of("c"))).isEmpty();
        assertThat(shared.find(List.of("a"))).containsSame(first);
    }

    @Test
    void staysAsItIsWithNamesThatAreTooManyOrTooLong() {
        JsonObject many =
                parse(
                        IntStream.range(0, 65)
                                .mapToObj(i -> "\"n" + i + "\":1")
                                .collect(Collectors.joining(",", "{", "}")));
        JsonObject wordy = parse("{\"" + "n".repeat(65) + "\":1}");

        assertThat(CompactObject.of(many)).isSameAs(many);
        assertThat(CompactObject.of(wordy)).isSameAs(wordy);
    }

    private static Function<JsonObject, Object> reader(String type, String name) {
        return Map.<String, Function<JsonObject, Object>>of(
                        "string", object -> object.getString(name),
                        "int", object -> object.getInt(name),
                        "boolean", object -> object.getBoolean(name),
                        "null", object -> object.isNull(name))
                .get(type);
    }

    private static JsonObject parse(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }
}
