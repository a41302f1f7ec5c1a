package betterauth.jakarta.token;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.MutableClock;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code better-auth.profile=mp-jwt} opens, and that nothing opens it without. */
class MicroProfileRulesTest {

    private static final String ORIGIN = "https://auth.example.com";
    private static final PublicJsonWebKey KEY = TestKeys.generate(JwsAlgorithm.ES256, "one");

    private final MutableClock clock = new MutableClock();
    private final Map<String, Object> claims = claims();

    @Test
    void asksForNoAudienceUnlessOneIsConfigured() {
        claims.put("aud", "another");

        assertThat(authenticate(Map.of())).isInstanceOf(Verified.class);
        claims.remove("aud");
        assertThat(authenticate(Map.of())).isInstanceOf(Verified.class);
        assertRejected(authenticate(Map.of("mp.jwt.verify.audiences", "api")));
        assertRejected(authenticate(Map.of("better-auth.profile", "better-auth")));
    }

    @Test
    void stillAsksForTheIssuer() {
        claims.put("iss", "https://evil.example");

        assertRejected(authenticate(Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "upn=u preferred_username=p sub=s, s, u",
        "preferred_username=p sub=s, s, p",
        "sub=s, s, s",
        "upn=u preferred_username=p, u, u",
        "upn=u, u, u",
        "preferred_username=p, p, p"
    })
    void namesTheCallerAsMicroProfileDoes(String names, String id, String name) {
        claims.remove("sub");
        for (String pair : names.split(" ", -1)) {
            claims.put(pair.split("=", -1)[0], pair.split("=", -1)[1]);
        }

        assertThat(authenticate(Map.of()))
                .isInstanceOfSatisfying(
                        Verified.class,
                        verified -> {
                            assertThat(verified.caller().identity().id()).isEqualTo(id);
                            assertThat(verified.caller().getName()).isEqualTo(name);
                        });
    }

    /** Users may be able to write these fields of theirs. */
    @Test
    void namesTheCallerBySubAloneWithoutTheProfile() {
        claims.put("upn", "admin");
        claims.put("preferred_username", "admin");

        assertThat(authenticate(Map.of("better-auth.profile", "better-auth")))
                .isInstanceOfSatisfying(
                        Verified.class,
                        verified -> assertThat(verified.caller().getName()).isEqualTo("user-1"));
        claims.remove("sub");
        assertRejected(authenticate(Map.of("better-auth.profile", "better-auth")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "iat", "exp"})
    void refusesATokenWithout(String claim) {
        claims.remove(claim);

        assertRejected(authenticate(Map.of()));
    }

    /** Another name, which a user may have written, must not stand in for it. */
    @Test
    void refusesASubThatIsNoString() {
        claims.put("sub", 42);
        claims.put("preferred_username", "admin");

        assertRejected(authenticate(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void refusesABlankName(String upn) {
        claims.remove("sub");
        claims.put("upn", upn);

        assertRejected(authenticate(Map.of()));
    }

    @Test
    void allowsForNoDifferenceOfTheClocks() {
        long now = clock.instant().getEpochSecond();
        claims.put("exp", now);

        assertThat(authenticate(Map.of()))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected ->
                                assertThat(rejected.code()).isEqualTo(RefusalCode.TOKEN_EXPIRED));
        assertThat(
                        authenticate(
                                Map.of(
                                        "better-auth.profile",
                                        "better-auth",
                                        "mp.jwt.verify.audiences",
                                        ORIGIN)))
                .isInstanceOf(Verified.class);
    }

    private static void assertRejected(Authentication authentication) {
        assertThat(authentication)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected ->
                                assertThat(rejected.code()).isEqualTo(RefusalCode.INVALID_TOKEN));
    }

    private Authentication authenticate(Map<String, String> more) {
        Map<String, String> all = new HashMap<>();
        all.put("better-auth.url", ORIGIN);
        all.put("better-auth.profile", "mp-jwt");
        all.put("mp.jwt.verify.publickey", TestKeys.jwks(KEY));
        all.putAll(more);
        Settings settings =
                Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key))));
        return TokenAuthenticator.create(
                        settings,
                        new ClaimsMapper(
                                new Roles(List.of("role")), settings.jwt().profile(), clock),
                        clock,
                        Runnable::run)
                .authenticate(TestKeys.sign(KEY, "ES256", JsonUtil.toJson(claims), Map.of()));
    }

    private Map<String, Object> claims() {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("iss", ORIGIN);
        made.put("aud", ORIGIN);
        made.put("sub", "user-1");
        made.put("iat", now);
        made.put("exp", now + 900);
        return made;
    }
}
