package betterauth.jakarta.introspection.http;

import static betterauth.jakarta.run.OAuthClient.ORDERS;
import static betterauth.jakarta.run.OAuthClient.PARTNER;
import static betterauth.jakarta.run.OAuthClient.REPORTS;
import static betterauth.jakarta.run.OAuthFlows.OTHER_RESOURCE;
import static betterauth.jakarta.run.OAuthFlows.RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.LogCapture;
import betterauth.jakarta.MutableClock;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.IntrospectionSettings;
import betterauth.jakarta.config.Secret;
import betterauth.jakarta.config.SessionSettings;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.introspection.IntrospectionRules;
import betterauth.jakarta.introspection.Introspector;
import betterauth.jakarta.introspection.Outcome;
import betterauth.jakarta.introspection.Outcome.Active;
import betterauth.jakarta.introspection.Outcome.Inactive;
import betterauth.jakarta.introspection.Outcome.Unavailable;
import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.DpopKey;
import betterauth.jakarta.run.OAuthFlows;
import betterauth.jakarta.run.OAuthFlows.UserSession;
import betterauth.jakarta.run.OAuthRequest;
import betterauth.jakarta.run.OAuthTokens;
import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks a real Better Auth about the tokens that it issued. */
final class IntrospectionIT {

    private static final String ADDRESS = "192.0.2.1";
    private static final OAuthRequest READ = OAuthRequest.scopes("orders:read");
    private static final Inactive INACTIVE =
            new Inactive("The access token is unknown, revoked or has expired");

    private static BetterAuthServer betterAuth;
    private static OAuthFlows flows;

    private final MutableClock later = new MutableClock();

    @BeforeAll
    static void start() {
        betterAuth = BetterAuthServer.start(Map.of());
        flows = new OAuthFlows(betterAuth);
    }

    @AfterAll
    static void stop() {
        betterAuth.close();
    }

    @Test
    void acceptsAnOpaqueTokenOfAUser() {
        String token = flows.authorizationCode("ada", ORDERS, READ).accessToken();

        JsonObject claims = active(introspector(betterAuth).introspect(token, ADDRESS));
        assertThat(claims.getString("scope")).isEqualTo("orders:read");
        assertThat(claims.getString("client_id")).isEqualTo("orders");
        assertThat(claims).containsKeys("sub", "sid", "exp", "iat");
    }

    @Test
    void acceptsAnOpaqueTokenOfAMachine() {
        String token = flows.clientCredentials(ORDERS, READ).accessToken();

        assertThat(active(introspector(betterAuth).introspect(token, ADDRESS)))
                .doesNotContainKeys("sub", "sid", "aud");
    }

    @Test
    void givesTheKeyOfABoundTokenOn() {
        DpopKey key = new DpopKey();
        String token = flows.clientCredentials(ORDERS, READ.boundTo(key)).accessToken();

        JsonObject claims = active(introspector(betterAuth).introspect(token, ADDRESS));
        assertThat(claims.getJsonObject("cnf").getString("jkt")).isEqualTo(key.thumbprint());
    }

    @Test
    void acceptsAJwtOfAnotherClientForThisApi() {
        String token = flows.clientCredentials(REPORTS, READ.at(RESOURCE)).accessToken();

        assertThat(
                        active(introspector(betterAuth).introspect(token, ADDRESS))
                                .getString("client_id"))
                .isEqualTo("reports");
    }

    @Test
    void rejectsAJwtForAnotherApi() {
        String token = flows.clientCredentials(REPORTS, READ.at(OTHER_RESOURCE)).accessToken();

        assertThat(introspector(betterAuth).introspect(token, ADDRESS))
                .isEqualTo(
                        new Inactive("The access token's aud names none of this API's resources"));
    }

    @Test
    void rejectsAnOpaqueTokenOfAnotherClient() {
        String token = flows.clientCredentials(REPORTS, READ).accessToken();

        assertThat(introspector(betterAuth).introspect(token, ADDRESS)).isEqualTo(INACTIVE);
    }

    @Test
    void rejectsARefreshTokenAnIdTokenAndTokensOfTheUser() {
        UserSession session = new UserSession(betterAuth.signIn("ada"));
        OAuthTokens tokens =
                flows.authorizationCode(
                        session, ORDERS, OAuthRequest.scopes("openid offline_access orders:read"));
        Introspector introspector = introspector(betterAuth);

        assertThat(introspector.introspect(tokens.refreshToken(), ADDRESS)).isEqualTo(INACTIVE);
        assertThat(introspector.introspect(tokens.idToken(), ADDRESS)).isEqualTo(INACTIVE);
        assertThat(introspector.introspect(session.token(), ADDRESS)).isEqualTo(INACTIVE);
        assertThat(introspector.introspect(betterAuth.token("ada"), ADDRESS))
                .isNotInstanceOf(Active.class);
        assertThat(introspector.introspect(tokens.accessToken(), ADDRESS))
                .isInstanceOf(Active.class);
    }

    @Test
    void rejectsARevokedTokenOnceTheAnswerIsOld() {
        String token = flows.clientCredentials(ORDERS, READ).accessToken();
        Introspector introspector = introspector(betterAuth);
        active(introspector.introspect(token, ADDRESS));

        flows.revoke(ORDERS, token);

        active(introspector.introspect(token, ADDRESS));
        later.advance(Duration.ofSeconds(30));
        assertThat(introspector.introspect(token, ADDRESS)).isEqualTo(INACTIVE);
    }

    @Test
    void rejectsATokenWhoseUserSignedOut() {
        UserSession session = new UserSession(betterAuth.signIn("ada"));
        String opaque = flows.authorizationCode(session, ORDERS, READ).accessToken();
        String jwt = flows.authorizationCode(session, ORDERS, READ.at(RESOURCE)).accessToken();

        flows.signOut(session);

        Introspector introspector = introspector(betterAuth);
        assertThat(introspector.introspect(opaque, ADDRESS)).isEqualTo(INACTIVE);
        assertThat(introspector.introspect(jwt, ADDRESS)).isEqualTo(INACTIVE);
    }

    @Test
    void rejectsAnExpiredToken() {
        try (BetterAuthServer brief =
                BetterAuthServer.start(Map.of("OAUTH_LIFETIME_SECONDS", "0"))) {
            String token = new OAuthFlows(brief).clientCredentials(ORDERS, READ).accessToken();

            assertThat(introspector(brief).introspect(token, ADDRESS)).isEqualTo(INACTIVE);
        }
    }

    @Test
    void acceptsOpaqueTokensOfOtherClientsWhereAllAreOpaque() {
        try (BetterAuthServer opaque =
                BetterAuthServer.start(
                        Map.of("OAUTH_OPAQUE", "true", "OAUTH_OPAQUE_PREFIX", "oat_"))) {
            OAuthFlows all = new OAuthFlows(opaque);
            String ours = all.authorizationCode("ada", PARTNER, READ.at(RESOURCE)).accessToken();
            String others =
                    all.authorizationCode("ada", PARTNER, READ.at(OTHER_RESOURCE)).accessToken();
            Introspector introspector = introspector(opaque);

            JsonObject claims = active(introspector.introspect(ours, ADDRESS));
            assertThat(claims.getString("client_id")).isEqualTo("partner");
            assertThat(introspector.introspect(others, ADDRESS)).isInstanceOf(Inactive.class);
        }
    }

    @Test
    void authenticatesByAPrivateKey(@TempDir Path folder) throws Exception {
        PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId("k1");
        Path file =
                Files.writeString(
                        folder.resolve("client.json"),
                        key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        try (BetterAuthServer other = BetterAuthServer.start(Map.of())) {
            String token =
                    new OAuthFlows(other)
                            .clientCredentials(REPORTS, READ.at(RESOURCE))
                            .accessToken();
            other.sql(
                    """
                    update oauthClient set tokenEndpointAuthMethod = 'private_key_jwt',
                    clientSecret = null, jwks = ? where clientId = 'orders'""",
                    "{\"keys\":[" + key.toJson(OutputControlLevel.PUBLIC_ONLY) + "]}");

            IntrospectionSettings byKey = settings(null, file.toString());
            assertThat(
                            introspector(other, byKey, other.url() + "/api/auth")
                                    .introspect(token, ADDRESS))
                    .isInstanceOf(Active.class);
            // A second assertion of the same second is another one.
            assertThat(
                            introspector(other, byKey, other.url() + "/api/auth")
                                    .introspect(token, ADDRESS))
                    .isInstanceOf(Active.class);
            assertThat(
                            introspector(other, byKey, "https://other.example.com")
                                    .introspect(token, ADDRESS))
                    .isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void isUnavailableWithAWrongSecretAndSaysSo() {
        String token = flows.clientCredentials(ORDERS, READ).accessToken();

        try (LogCapture log = new LogCapture("authentication")) {
            Introspector introspector =
                    introspector(
                            betterAuth,
                            settings(new Secret("another"), null),
                            betterAuth.url() + "/api/auth");
            assertThat(introspector.introspect(token, ADDRESS)).isInstanceOf(Unavailable.class);

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("does not accept this API as a client")
                    .endsWith("(status 401)")
                    .doesNotContain("another")
                    .doesNotContain(token);
        }
    }

    @Test
    void holdsBackOnlyTheAddressWhoseLimitIsUsedUp() {
        try (BetterAuthServer limited = BetterAuthServer.start(Map.of("RATE_LIMIT", "true"))) {
            String token = new OAuthFlows(limited).clientCredentials(ORDERS, READ).accessToken();
            Introspector introspector = introspector(limited);

            for (int i = 0; i < 100; i++) {
                assertThat(introspector.introspect("oat_" + i, ADDRESS)).isEqualTo(INACTIVE);
            }

            assertThat(introspector.introspect("oat_more", ADDRESS))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            unavailable ->
                                    assertThat(unavailable.retryAfter())
                                            .isBetween(
                                                    Duration.ofSeconds(1), Duration.ofSeconds(60)));
            assertThat(introspector.introspect(token, "192.0.2.2")).isInstanceOf(Active.class);
        }
    }

    @Test
    void isUnavailableWhereBetterAuthIsStopped() {
        BetterAuthServer stopped = BetterAuthServer.start(Map.of());
        String token = new OAuthFlows(stopped).clientCredentials(ORDERS, READ).accessToken();
        stopped.close();

        assertThat(introspector(stopped).introspect(token, ADDRESS))
                .isInstanceOf(Unavailable.class);
    }

    private Introspector introspector(BetterAuthServer server) {
        return introspector(
                server,
                settings(new Secret(String.valueOf(ORDERS.secret())), null),
                server.url() + "/api/auth");
    }

    private Introspector introspector(
            BetterAuthServer server, IntrospectionSettings settings, String assertionAudience) {
        URI base = URI.create(server.url() + "/api/auth");
        String location = settings.clientKeyLocation();
        ClientAuthentication authentication =
                location == null
                        ? new SecretBasic("orders", settings.requireClientSecret())
                        : new PrivateKeyJwt(
                                "orders",
                                assertionAudience,
                                ClientKey.read(location),
                                Clock.systemUTC());
        return new Introspector(
                settings,
                calls(),
                new IntrospectionRules(base.toString(), Set.of(RESOURCE), "orders"),
                new HttpIntrospectionSource(
                        new JerseyIntrospection(base, Duration.ofSeconds(5)),
                        authentication,
                        Duration.ofSeconds(5)),
                later,
                Runnable::run);
    }

    private static IntrospectionSettings settings(Secret secret, String keyLocation) {
        return new IntrospectionSettings(
                "orders",
                secret,
                keyLocation,
                "oat_",
                true,
                Duration.ofSeconds(30),
                1000,
                1024 * 1024,
                1024 * 1024);
    }

    private static SessionSettings calls() {
        Map<String, String> values = new HashMap<>(Map.of("better-auth.url", "http://localhost"));
        return Settings.read(new ConfigValues(key -> Optional.ofNullable(values.get(key))))
                .session();
    }

    private static JsonObject active(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Active.class);
        return ((Active) outcome).claims();
    }
}
