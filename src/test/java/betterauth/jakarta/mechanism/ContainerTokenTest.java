package betterauth.jakarta.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.MutableClock;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.Identities;
import betterauth.jakarta.identity.Identity;
import betterauth.jakarta.identity.Roles;
import jakarta.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerTokenTest {

    private final Identities identities =
            new Identities(new Roles(List.of("groups", "role")), new MutableClock());

    @Test
    void keepsTheClaimsInEachTypeThatServersGive() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", "user-1");
        claims.put("raw_token", "a.b.c");
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
        assertThat(identity.roles()).containsExactlyInAnyOrder("admin", "user", "editor");
        assertThat(identity.session()).isNull();
        assertThat(identity.claims())
                .hasToString(
                        "{\"sub\":\"user-1\",\"groups\":[\"admin\"],\"role\":\"user,editor\","
                                + "\"exp\":4000000000,\"emailVerified\":true,\"json\":[1],"
                                + "\"address\":{\"city\":\"London\"}}");
        assertThat(verified.caller().getRawToken()).isEqualTo("a.b.c");
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

    private Authentication identify(Map<String, Object> claims) {
        return ContainerToken.identify(new ServerToken(claims), identities);
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
