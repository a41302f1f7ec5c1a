package betterauth.jakarta.caller;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.MutableClock;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Identity;
import betterauth.jakarta.identity.Roles;
import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerTokensTest {

    private final ClaimsMapper identities =
            new ClaimsMapper(new Roles(List.of("groups", "role")), new MutableClock());

    @Test
    void keepsTheClaimsInEachTypeThatServersGive() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", "user-1");
        claims.put("groups", Set.of("admin"));
        claims.put("role", "user,editor");
        claims.put("exp", 4_000_000_000L);
        claims.put("emailVerified", true);
        claims.put("image", null);
        claims.put("json", Json.createArrayBuilder().add(1).build());
        claims.put("address", Map.of("city", "London"));

        Verified verified = (Verified) identify(claims);

        Identity identity = verified.caller().identity();
        assertThat(identity.method()).isEqualTo(AuthenticationMethod.MP_JWT);
        assertThat(identity.id()).isEqualTo("user-1");
        // The token is the whole user, so groups are a field that users may write.
        assertThat(identity.roles()).containsExactlyInAnyOrder("user", "editor");
        assertThat(identity.session()).isNull();
        assertThat(identity.claims())
                .hasToString(
                        "{\"iss\":\"https://auth.example.com\",\"aud\":[\"https://auth.example.com\"],"
                                + "\"sub\":\"user-1\",\"groups\":[\"admin\"],\"role\":\"user,editor\","
                                + "\"exp\":4000000000,\"emailVerified\":true,\"json\":[1],"
                                + "\"address\":{\"city\":\"London\"}}");
        assertThat(verified.caller().getRawToken()).isEqualTo(raw("{\"alg\":\"ES256\"}"));
        assertThat((Long) verified.caller().getClaim("exp")).isEqualTo(4_000_000_000L);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void refusesATokenThatNamesNobody(String subject) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", subject);

        assertThat(((Rejected) identify(claims)).code()).isEqualTo(RefusalCode.INVALID_TOKEN);
    }

    @Test
    void refusesABannedUser() {
        Authentication outcome = identify(Map.of("sub", "user-1", "banned", true));

        assertThat(((Rejected) outcome).code()).isEqualTo(RefusalCode.USER_BANNED);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"alg\":\"ES256\"}', true",
        "'{\"alg\":\"ES256\",\"typ\":\"JWT\"}', true",
        "'{\"alg\":\"ES256\",\"typ\":\"AT+jwt\"}', true",
        "'{\"alg\":\"ES256\",\"typ\":\"\"}', false",
        "'{\"alg\":\"ES256\",\"typ\":\"logout+jwt\"}', false",
        "'{\"alg\":\"ES256\",\"typ\":\"better-auth.session-cache+jwt\"}', false",
        "'{\"alg\":\"ES256\",\"typ\":7}', false",
        "'no json', false"
    })
    void believesAccessTokensOnly(String header, boolean believed) {
        Map<String, Object> claims = new LinkedHashMap<>(Map.of("sub", "user-1"));
        claims.put("raw_token", raw(header));

        assertThat(identify(claims) instanceof Verified).isEqualTo(believed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://other.example.com", "", "https://auth.example.com/"})
    void refusesAnotherIssuer(String issuer) {
        Authentication outcome = identify(Map.of("sub", "user-1", "iss", issuer));

        assertThat(((Rejected) outcome).code()).isEqualTo(RefusalCode.INVALID_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"better-auth:session-cache", "a-client-id", ""})
    void refusesAnotherAudience(String audience) {
        Authentication outcome = identify(Map.of("sub", "user-1", "aud", Set.of(audience)));

        assertThat(((Rejected) outcome).code()).isEqualTo(RefusalCode.INVALID_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "raw_token"})
    void refusesATokenThatLacks(String claim) {
        Map<String, Object> claims = new LinkedHashMap<>(Map.of("sub", "user-1"));
        claims.put(claim, null);

        assertThat(((Rejected) identify(claims)).code()).isEqualTo(RefusalCode.INVALID_TOKEN);
    }

    /** As the server gives it, with what an access token has unless the claims say otherwise. */
    private Authentication identify(Map<String, Object> claims) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("iss", "https://auth.example.com");
        all.put("aud", Set.of("https://auth.example.com"));
        all.put("raw_token", raw("{\"alg\":\"ES256\"}"));
        all.putAll(claims);
        Map<String, String> settings = Map.of("better-auth.url", "https://auth.example.com");
        return new ContainerTokens(
                        Settings.read(
                                        new ConfigValues(
                                                key -> Optional.ofNullable(settings.get(key))))
                                .jwt(),
                        identities)
                .identify(new ServerToken(all));
    }

    private static String raw(String header) {
        return Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + ".e30.c2ln";
    }

    private record ServerToken(Map<String, Object> claims) implements JsonWebToken {

        @Override
        public String getName() {
            return "name";
        }

        @Override
        public Set<String> getClaimNames() {
            return claims.keySet();
        }

        @Override
        @SuppressWarnings("unchecked") // As the interface wants it
        public <T> T getClaim(String claimName) {
            return (T) claims.get(claimName);
        }
    }
}
