package betterauth.jakarta.issuer;

import static betterauth.jakarta.RefusalCode.TOKEN_REVOKED;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.MutableClock;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.credential.Credential;
import betterauth.jakarta.credential.SessionCredential.BearerSession;
import betterauth.jakarta.credential.SessionToken;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.Authentication.VerifiedClient;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.session.SessionAuthenticators;
import betterauth.jakarta.spi.SessionAnswer.Found;
import betterauth.jakarta.spi.SessionQuery;
import betterauth.jakarta.token.LogoutOutcome;
import betterauth.jakarta.token.LogoutOutcome.Ended;
import betterauth.jakarta.token.LogoutOutcome.Invalid;
import betterauth.jakarta.token.TestKeys;
import betterauth.jakarta.token.TokenAuthenticator;
import jakarta.json.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;

/** What a logout token of Better Auth does. */
class IssuerLogoutTest {

    private static final String ORIGIN = "https://auth.example.com";
    private static final String RESOURCE = "https://api.example.com";
    private static final Credential SESSION =
            new Credential.Session(
                    new BearerSession(new SessionToken("c5OA5Y45UTvNAW7QpY9yJgZWzvC8kvMI", null)));
    private static final PublicJsonWebKey KEY = TestKeys.generate(JwsAlgorithm.ES256, "one");

    private final MutableClock clock = new MutableClock();
    private final Issuer issuer = issuer(Map.of("better-auth.oauth.logout.client-ids", "shop"));
    private int calls;

    @Test
    void endsTheAccessTokensOfTheSession() {
        String ofSession = accessToken(Map.of("sid", "s1"));
        String ofAnother = accessToken(Map.of("sid", "s2"));
        assertThat(authenticate(ofSession)).isInstanceOf(Verified.class);

        assertThat(logout(Map.of("sid", "s1", "sub", "u1")))
                .isEqualTo(new Ended("s1", "u1", clock.instant()));
        assertThat(authenticate(ofSession))
                .isEqualTo(
                        new Rejected(
                                TOKEN_REVOKED,
                                "The session of the token has ended, or the token is too old"));
        assertThat(authenticate(ofAnother)).isInstanceOf(Verified.class);
    }

    @Test
    void endsAllAccessTokensOfTheUserWhereNoSessionIsNamed() {
        String ofUser = accessToken(Map.of("sid", "s1"));
        String ofAnother = accessToken(Map.of("sub", "u2"));

        logout(Map.of("sub", "u1"));
        assertThat(authenticate(ofUser)).isInstanceOf(Rejected.class);
        assertThat(authenticate(ofAnother)).isInstanceOf(Verified.class);
    }

    @Test
    void evictsTheSession() {
        issuer.authenticate(SESSION, "192.0.2.1");
        issuer.authenticate(SESSION, "192.0.2.1");
        assertThat(calls).isOne();

        logout(Map.of("sid", "s2"));
        issuer.authenticate(SESSION, "192.0.2.1");
        assertThat(calls).isOne();

        logout(Map.of("sid", "s1"));
        clock.advance(Duration.ofMillis(1));
        issuer.authenticate(SESSION, "192.0.2.1");
        assertThat(calls).isEqualTo(2);
    }

    /** They are of no session and of no user. */
    @Test
    void leavesClientsThatActForThemselvesAlone() {
        String ofClient = accessToken(Map.of("sub", "shop"));

        logout(Map.of("sub", "shop"));
        assertThat(authenticate(ofClient)).isInstanceOf(VerifiedClient.class);
    }

    /** They name no session, so that they end with all of their user only. */
    @Test
    void endsTokensOfTheTokenEndpointWithAllSessionsOfTheUser() {
        String token = sign("JWT", ORIGIN, ORIGIN, Map.of("sub", "u1"));

        logout(Map.of("sid", "s1", "sub", "u1"));
        logout(Map.of("sub", "u2"));
        assertThat(authenticate(token)).isInstanceOf(Verified.class);

        logout(Map.of("sub", "u1"));
        assertThat(authenticate(token)).isInstanceOf(Rejected.class);
    }

    @Test
    void endsNothingByAnInvalidToken() {
        String ofSession = accessToken(Map.of("sid", "s1"));

        assertThat(issuer.logout(ofSession)).isInstanceOf(Invalid.class);
        assertThat(logout(Map.of("nonce", "n", "sid", "s1"))).isInstanceOf(Invalid.class);
        assertThat(authenticate(ofSession)).isInstanceOf(Verified.class);
    }

    @Test
    void takesNoLogoutTokenForAnAccessToken() {
        assertThat(authenticate(logoutToken(Map.of("sid", "s1")))).isInstanceOf(Rejected.class);
    }

    @Test
    void acceptsNoLogoutTokensWithoutAClient() {
        assertThat(issuer(Map.of()).logout(logoutToken(Map.of("sid", "s1"))))
                .isEqualTo(new Invalid("Logout tokens are not accepted"));
    }

    private Authentication authenticate(String token) {
        return issuer.authenticate(new Credential.Jwt(token), "192.0.2.1");
    }

    private LogoutOutcome logout(Map<String, Object> claims) {
        return issuer.logout(logoutToken(claims));
    }

    private String logoutToken(Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(claims);
        all.put("jti", claims.toString());
        all.put("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        return sign("logout+jwt", ORIGIN + "/api/auth", "shop", all);
    }

    private String accessToken(Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(claims);
        all.putIfAbsent("sub", "u1");
        all.put("client_id", "shop");
        all.put("scope", "orders:read");
        return sign("at+jwt", ORIGIN + "/api/auth", RESOURCE, all);
    }

    private String sign(String typ, String iss, String audience, Map<String, Object> claims) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> all = new HashMap<>(claims);
        all.putAll(Map.of("iss", iss, "aud", audience, "iat", now, "exp", now + 900));
        return TestKeys.sign(KEY, "ES256", JsonUtil.toJson(all), Map.of("typ", typ));
    }

    private Issuer issuer(Map<String, String> more) {
        Map<String, String> values = new HashMap<>(more);
        values.put("better-auth.url", ORIGIN);
        values.put("mp.jwt.verify.publickey", TestKeys.jwks(KEY));
        values.put("better-auth.oauth.resource", RESOURCE);
        Settings settings =
                Settings.read(new ConfigValues(key -> Optional.ofNullable(values.get(key))));
        ClaimsMapper identities = new ClaimsMapper(new Roles(List.of("role")), clock);
        TokenAuthenticator tokens =
                TokenAuthenticator.create(settings, identities, clock, Runnable::run);
        return new Issuer(
                ORIGIN,
                tokens,
                SenderConstraint.create(settings, clock),
                SessionAuthenticators.create(
                        settings,
                        this::found,
                        tokens.sessionCacheTokens(),
                        identities,
                        clock,
                        Runnable::run));
    }

    private Found found(SessionQuery query) {
        calls++;
        return new Found(
                Json.createObjectBuilder()
                        .add("id", "s1")
                        .add("token", query.token())
                        .add("expiresAt", "2099-01-01T00:00:00Z")
                        .build(),
                Json.createObjectBuilder().add("id", "u1").build());
    }
}
