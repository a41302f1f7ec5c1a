package betterauth.jakarta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntrospectionSettingsTest {

    private static final Map<String, String> CLIENT =
            Map.of(
                    "better-auth.oauth.client-id", "orders",
                    "better-auth.oauth.client-secret", "a secret",
                    "better-auth.oauth.opaque-prefix", "oat_");

    @Test
    void introspectsNothingByDefault() {
        IntrospectionSettings settings = read(Map.of());

        assertThat(settings.isEnabled()).isFalse();
        assertThat(settings)
                .isEqualTo(
                        new IntrospectionSettings(
                                null,
                                null,
                                null,
                                null,
                                false,
                                Duration.ofSeconds(30),
                                10_000,
                                16 * 1024 * 1024,
                                4 * 1024 * 1024));
        assertThat(settings.isOpaque("oat_abc")).isFalse();
    }

    @Test
    void introspectsOpaqueTokensByTheirPrefix() {
        IntrospectionSettings settings = read(CLIENT);

        assertThat(settings.isEnabled()).isTrue();
        assertThat(settings.always()).isFalse();
        assertThat(settings.requireClientId()).isEqualTo("orders");
        assertThat(settings.requireClientSecret()).isEqualTo(new Secret("a secret"));
        assertThat(settings.isOpaque("oat_" + "a".repeat(32))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"oat_", "OAT_abc", "xoat_abc", "eyJhbGciOiJFZERTQSJ9.e30.c2ln", ""})
    void takesNothingElseForAnOpaqueToken(String token) {
        assertThat(read(CLIENT).isOpaque(token)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abcOA5Y45UTvNAW7QpY9yJgZWzvC8kvM",
                "abcOA5Y45UTvNAW7QpY9yJgZWzvC8kvM.47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
            })
    void leavesSessionTokensThatBeginAsThePrefixDoes(String sessionToken) {
        IntrospectionSettings settings =
                read(with(CLIENT, "better-auth.oauth.opaque-prefix", "abc"));

        assertThat(settings.isOpaque(sessionToken)).isFalse();
        assertThat(settings.isOpaque("abc" + "d".repeat(32))).isTrue();
    }

    @Test
    void introspectsAllTokensOnRequest() {
        IntrospectionSettings settings =
                read(
                        Map.of(
                                "better-auth.oauth.client-id", "orders",
                                "better-auth.oauth.client-key.location", "client.pem",
                                "better-auth.oauth.introspect", "always",
                                "better-auth.oauth.introspection-ttl", "PT10S",
                                "better-auth.oauth.introspection-cache-size", "5",
                                "better-auth.oauth.introspection-cache-bytes", "1MiB",
                                "better-auth.oauth.introspection-refusal-cache-bytes", "2KiB"));

        assertThat(settings)
                .isEqualTo(
                        new IntrospectionSettings(
                                "orders",
                                null,
                                "client.pem",
                                null,
                                true,
                                Duration.ofSeconds(10),
                                5,
                                1024 * 1024,
                                2048));
        assertThat(settings.isEnabled()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "better-auth.oauth.opaque-prefix=oat_"
                        + "|better-auth.oauth.opaque-prefix needs better-auth.oauth.client-id",
                "better-auth.oauth.introspect=always"
                        + "|better-auth.oauth.introspect always needs better-auth.oauth.client-id",
                "better-auth.oauth.client-secret=s"
                        + "|better-auth.oauth.client-secret needs better-auth.oauth.client-id",
                "better-auth.oauth.client-key.location=k"
                        + "|better-auth.oauth.client-key.location needs better-auth.oauth.client-id",
                "better-auth.oauth.client-id=orders"
                        + "|better-auth.oauth.client-id needs better-auth.oauth.client-secret"
                        + " or better-auth.oauth.client-key.location",
                "better-auth.oauth.client-id=orders;better-auth.oauth.client-secret=s"
                        + "|better-auth.oauth.client-id needs better-auth.oauth.opaque-prefix,"
                        + " or better-auth.oauth.introspect always",
                "better-auth.oauth.client-id=orders;better-auth.oauth.client-secret=s;"
                        + "better-auth.oauth.client-key.location=k"
                        + "|better-auth.oauth.client-secret must not be set together with"
                        + " better-auth.oauth.client-key.location",
                "better-auth.oauth.opaque-prefix=o t"
                        + "|better-auth.oauth.opaque-prefix must be the beginning of a bearer token,"
                        + " such as oat_: o t",
                "better-auth.oauth.introspect=never"
                        + "|better-auth.oauth.introspect must be opaque or always: never",
                "better-auth.oauth.introspection-ttl=30"
                        + "|better-auth.oauth.introspection-ttl must be a positive ISO-8601 duration"
                        + " of at most P3650D, such as PT30S: 30",
                "better-auth.oauth.introspection-cache-size=-1"
                        + "|better-auth.oauth.introspection-cache-size must be a whole number from 0"
                        + " to 10000000: -1",
                "better-auth.oauth.introspection-cache-bytes=many"
                        + "|better-auth.oauth.introspection-cache-bytes must be a number of bytes,"
                        + " such as 33554432 or 32MiB: many",
                "better-auth.oauth.introspection-refusal-cache-bytes=many"
                        + "|better-auth.oauth.introspection-refusal-cache-bytes must be a number of"
                        + " bytes, such as 33554432 or 32MiB: many"
            })
    void rejectsWhatContradictsItself(String pairs, String message) {
        Map<String, String> values = new HashMap<>();
        for (String pair : pairs.split(";", -1)) {
            values.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }

        assertThatThrownBy(() -> read(values))
                .isInstanceOf(SettingsException.class)
                .hasMessage(message);
    }

    @Test
    void neverPrintsTheSecret() {
        assertThat(read(CLIENT).toString()).doesNotContain("a secret");
        assertThatThrownBy(() -> read(with(CLIENT, "better-auth.oauth.client-key.location", "k")))
                .hasMessageNotContaining("a secret");
    }

    private static Map<String, String> with(Map<String, String> values, String key, String value) {
        Map<String, String> more = new HashMap<>(values);
        more.put(key, value);
        return more;
    }

    private static IntrospectionSettings read(Map<String, String> values) {
        return IntrospectionSettings.read(
                new ConfigValues(key -> Optional.ofNullable(values.get(key))));
    }
}
