package betterauth.jakarta.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.MutableClock;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Verified;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {

    private final MutableClock clock = new MutableClock();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|''",
                "{\"role\":null}|''",
                "{\"role\":\"\"}|''",
                "{\"role\":\" , \"}|''",
                "{\"role\":7}|''",
                "{\"role\":{\"admin\":true}}|''",
                "{\"role\":\"user\"}|user",
                "{\"role\":\"user, editor,user\"}|user,editor",
                "{\"role\":[\"user\",7,null,\"\"]}|user",
                "{\"groups\":[\"a\"],\"role\":\"b\"}|a,b",
                "{\"groups\":[\"a,b\"]}|'a,b'"
            })
    void readsRoles(String claims, String roles) {
        Set<String> found = new Roles(List.of("groups", "role")).of(json(claims), false);

        assertThat(String.join(",", found)).isEqualTo(roles);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SESSION|{\"groups\":\"admin\",\"role\":\"user\"}|user",
                "API_KEY|{\"groups\":[\"admin\"],\"role\":\"user\"}|user",
                "JWT|{\"id\":\"1\",\"emailVerified\":true,\"groups\":\"admin\",\"role\":\"user\"}|user",
                "MP_JWT|{\"id\":\"1\",\"emailVerified\":true,\"groups\":[\"admin\"]}|''",
                "JWT|{\"groups\":[\"admin\"],\"role\":\"user\"}|admin,user",
                "JWT|{\"id\":\"2\",\"emailVerified\":true,\"groups\":[\"admin\"]}|''"
            })
    void believesGroupsOfATokenAndNotOfAUser(
            AuthenticationMethod method, String claims, String roles) {
        Verified verified =
                (Verified)
                        new ClaimsMapper(new Roles(List.of("groups", "role")), clock)
                                .identify(method, "1", json(claims), null, null);

        assertThat(String.join(",", verified.caller().getGroups())).isEqualTo(roles);
    }

    @Test
    void isNamedByTheUsersIdAlone() {
        Verified verified =
                (Verified)
                        new ClaimsMapper(new Roles(List.of("role")), clock)
                                .identify(
                                        AuthenticationMethod.JWT,
                                        "1",
                                        json(
                                                "{\"upn\":\"admin\",\"preferred_username\":\"wasadmin\"}"),
                                        null,
                                        null);

        assertThat(verified.caller().getName()).isEqualTo("1");
        assertThat(verified.caller().<String>getClaim("upn")).isEqualTo("admin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"banned\":true}",
                "{\"banned\":1}",
                "{\"banned\":true,\"banExpires\":null}",
                "{\"banned\":true,\"banExpires\":\"2026-11-23T12:00:01Z\"}",
                "{\"banned\":true,\"banExpires\":\"soon\"}",
                "{\"banned\":true,\"banExpires\":99999999999999}",
                "{\"banned\":true,\"banExpires\":1e400}"
            })
    void knowsABan(String user) {
        assertThat(Ban.isInForce(json(user), clock.instant())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"banned\":null}",
                "{\"banned\":false}",
                "{\"banned\":0}",
                "{\"banned\":\"true\"}",
                "{\"banned\":true,\"banExpires\":\"2026-11-23T12:00:00Z\"}",
                "{\"banned\":true,\"banExpires\":1000}"
            })
    void knowsWhoIsNotBanned(String user) {
        assertThat(Ban.isInForce(json(user), clock.instant())).isFalse();
    }

    @Test
    void refusesABannedUser() {
        ClaimsMapper identities = new ClaimsMapper(new Roles(List.of("role")), clock);

        assertThat(
                        identities.identify(
                                AuthenticationMethod.JWT,
                                "1",
                                json("{\"banned\":true}"),
                                null,
                                null))
                .isEqualTo(new Rejected(RefusalCode.USER_BANNED, "The user is banned"));
        assertThat(identities.identify(AuthenticationMethod.JWT, "1", json("{}"), null, null))
                .isInstanceOf(Verified.class);
    }

    @Test
    void needsAnId() {
        assertThatThrownBy(
                        () ->
                                new Identity(
                                        AuthenticationMethod.JWT, " ", Set.of(), json("{}"), null))
                .hasMessage("User id must not be blank");
    }

    @Test
    void readsFieldsByType() {
        JsonObject user =
                json(
                        "{\"s\":\"text\",\"b\":true,\"i\":7,\"d\":7.5,\"a\":[\"x\",\"y\"],"
                                + "\"t\":\"2026-11-23T12:00:00.000Z\",\"n\":null}");

        assertThat(Fields.read(user, "s", String.class)).contains("text");
        assertThat(Fields.read(user, "b", Boolean.class)).contains(true);
        assertThat(Fields.read(user, "i", Integer.class)).contains(7);
        assertThat(Fields.read(user, "i", Long.class)).contains(7L);
        assertThat(Fields.read(user, "d", Double.class)).contains(7.5);
        assertThat(Fields.read(user, "d", BigDecimal.class)).contains(new BigDecimal("7.5"));
        assertThat(Fields.read(user, "a", List.class)).contains(List.of("x", "y"));
        assertThat(Fields.read(user, "t", Instant.class)).contains(clock.instant());
        assertThat(Fields.read(user, "i", Instant.class)).contains(Instant.ofEpochSecond(7));
        assertThat(Fields.read(user, "n", String.class)).isEmpty();
        assertThat(Fields.read(user, "absent", String.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "s, java.lang.Integer", "s, java.lang.Boolean", "s, java.time.Instant",
                "i, java.lang.String",
        "d, java.lang.Integer", "a, java.lang.String", "s, java.lang.Object", "i, java.lang.Thread",
        "m, java.util.List", "h, java.lang.Long", "h, java.time.Instant"
    })
    void refusesAFieldOfAnotherType(String name, String type) throws ClassNotFoundException {
        JsonObject user =
                json("{\"s\":\"text\",\"i\":7,\"d\":7.5,\"a\":[\"x\"],\"m\":[1],\"h\":1e999}");
        Class<?> expected = Class.forName(type);

        assertThatThrownBy(() -> Fields.read(user, name, expected))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Field " + name + " is not a " + expected.getSimpleName());
    }

    @Test
    void hasTheShapeOfMicroProfileJwt() {
        JsonObject claims =
                json(
                        "{\"sub\":\"1\",\"aud\":\"x\",\"exp\":7,\"email\":\"ada@example.com\","
                                + "\"verified\":true,\"n\":null}");
        UserPrincipal caller =
                new UserPrincipal(
                        new Identity(AuthenticationMethod.JWT, "1", Set.of("admin"), claims, null),
                        "a.b.c");

        assertThat(caller.getName()).isEqualTo("1");
        assertThat(caller.getSubject()).isEqualTo("1");
        assertThat(caller.getGroups()).containsExactly("admin");
        assertThat(caller.getAudience()).containsExactly("x");
        assertThat(caller.getExpirationTime()).isEqualTo(7);
        assertThat(caller.getRawToken()).isEqualTo("a.b.c");
        assertThat(caller.<String>getClaim("email")).isEqualTo("ada@example.com");
        assertThat(caller.<Object>getClaim("verified")).isEqualTo(jakarta.json.JsonValue.TRUE);
        assertThat(caller.<Object>getClaim("n")).isNull();
        assertThat(caller.<Object>getClaim("absent")).isNull();
        assertThat(caller.getClaimNames()).contains("sub", "groups", "raw_token", "email");
        assertThat(caller.toString()).doesNotContain("a.b.c", "ada@example.com");
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }
}
