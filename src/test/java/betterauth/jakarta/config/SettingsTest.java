package betterauth.jakarta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final DpopSettings DPOP =
            new DpopSettings(false, Duration.ofMinutes(1), 32 * 1024 * 1024);
    private static final IntrospectionSettings INTROSPECTION =
            new IntrospectionSettings(
                    null,
                    null,
                    null,
                    null,
                    false,
                    Duration.ofSeconds(30),
                    10_000,
                    16 * 1024 * 1024,
                    4 * 1024 * 1024);
    private static final LogoutSettings LOGOUT =
            new LogoutSettings(Set.of(), Duration.ofHours(1), 8 * 1024 * 1024);
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void needsOnlyTheUrl() {
        Settings settings = read(Map.of());

        assertThat(settings.url()).isEqualTo(URI.create("https://auth.example.com"));
        assertThat(settings.basePath()).isEqualTo("/api/auth");
        assertThat(settings.mechanism()).isEqualTo(Mechanism.MODULE);
    }

    @Test
    void acceptsTokensOfTheUrlsOriginByDefault() {
        JwtSettings jwt = read(Map.of()).jwt();

        assertThat(jwt.issuer()).isEqualTo("https://auth.example.com");
        assertThat(jwt.audiences()).containsExactly("https://auth.example.com");
        assertThat(jwt.algorithms())
                .isEqualTo(EnumSet.complementOf(EnumSet.of(JwsAlgorithm.HS256)));
        assertThat(jwt.secret()).isNull();
        assertThat(jwt.provider()).isEqualTo("BC");
        assertThat(jwt.maxLength()).isEqualTo(8192);
        assertThat(jwt.cacheSize()).isEqualTo(10_000);
        assertThat(jwt.cacheBytes()).isEqualTo(32 * 1024 * 1024);
        assertThat(jwt.clockSkew()).isEqualTo(Duration.ofSeconds(30));
        assertThat(jwt.maxAge()).isNull();
        assertThat(jwt.cookie()).isNull();
    }

    @Test
    void fetchesKeysFromBetterAuthByDefault() {
        KeySettings keys = read(Map.of()).keys();

        assertThat(keys)
                .isEqualTo(
                        new KeySettings(
                                KeySettings.LEAST_RSA_BITS,
                                null,
                                "https://auth.example.com/api/auth/jwks",
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(10),
                                Duration.ofHours(24),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(5),
                                null,
                                null));
        assertThat(read(Map.of("better-auth.base-path", "/auth")).keys().location())
                .isEqualTo("https://auth.example.com/auth/jwks");
    }

    @Test
    void readsRolesAndFieldsByDefault() {
        UserSettings user = read(Map.of()).user();

        assertThat(user.rolesClaims()).containsExactly("groups", "role");
        assertThat(user.fieldDefaults()).isEmpty();
        assertThat(user.fieldDefault("softwareBackground")).isEqualTo("Beginner");
        assertThat(user.fieldDefault("hardwareBackground")).isEqualTo("None");
        assertThat(user.fieldDefault("interestArea")).isEqualTo("AI");
        assertThat(user.fieldDefault("plan")).isEmpty();
    }

    @Test
    void asksForSessionsByDefault() {
        assertThat(read(Map.of()).session())
                .isEqualTo(
                        new SessionSettings(
                                true,
                                false,
                                false,
                                List.of(),
                                "better-auth.session_token",
                                "better-auth.session_data",
                                SessionSettings.CookieCache.OFF,
                                "1",
                                Duration.ofSeconds(30),
                                10_000,
                                32 * 1024 * 1024,
                                4 * 1024 * 1024,
                                32 * 1024 * 1024,
                                64,
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(5)));
    }

    @Test
    void takesOtherValuesForSessions() {
        SessionSettings session =
                read(Map.ofEntries(
                                Map.entry("better-auth.session.enabled", "false"),
                                Map.entry("better-auth.api-key.enabled", "true"),
                                Map.entry("better-auth.secret", SECRET),
                                Map.entry("better-auth.secrets", "2: " + "x".repeat(32)),
                                Map.entry("better-auth.session.stateless", "true"),
                                Map.entry("better-auth.session.cookie-prefix", "my-app"),
                                Map.entry("better-auth.session.cookie-name", "my-session"),
                                Map.entry("better-auth.cookie-cache", "jwe"),
                                Map.entry("better-auth.cookie-cache.version", "2024-07"),
                                Map.entry("better-auth.cookie-cache.cache-bytes", "3MiB"),
                                Map.entry("better-auth.session.cache-ttl", "PT1S"),
                                Map.entry("better-auth.session.cache-size", "0"),
                                Map.entry("better-auth.session.cache-bytes", "1"),
                                Map.entry("better-auth.session.refusal-cache-bytes", "2KiB"),
                                Map.entry("better-auth.session.max-calls", "1"),
                                Map.entry("better-auth.session.connect-timeout", "PT3S"),
                                Map.entry("better-auth.session.read-timeout", "PT4S")))
                        .session();

        assertThat(session)
                .isEqualTo(
                        new SessionSettings(
                                false,
                                true,
                                true,
                                List.of(new Secret("x".repeat(32)), new Secret(SECRET)),
                                "my-session",
                                "my-app.session_data",
                                SessionSettings.CookieCache.JWE,
                                "2024-07",
                                Duration.ofSeconds(1),
                                0,
                                1,
                                2048,
                                3_145_728,
                                1,
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(4)));
        assertThat(session.toString()).doesNotContain(SECRET);
    }

    @Test
    void acceptsNoAccessTokensByDefault() {
        OAuthSettings oauth = read(Map.of()).oauth();

        assertThat(oauth)
                .isEqualTo(
                        new OAuthSettings(
                                List.of(),
                                "https://auth.example.com/api/auth",
                                List.of(),
                                DPOP,
                                LOGOUT,
                                INTROSPECTION));
        assertThat(oauth.isEnabled()).isFalse();
    }

    @Test
    void takesOtherValuesForAccessTokens() {
        OAuthSettings oauth =
                read(Map.of(
                                "better-auth.oauth.resource",
                                "https://api.example.com/orders, urn:example:api",
                                "better-auth.oauth.issuer",
                                "https://login.example.com",
                                "better-auth.oauth.scopes",
                                "orders:read,orders:write"))
                        .oauth();

        assertThat(oauth)
                .isEqualTo(
                        new OAuthSettings(
                                List.of("https://api.example.com/orders", "urn:example:api"),
                                "https://login.example.com",
                                List.of("orders:read", "orders:write"),
                                DPOP,
                                LOGOUT,
                                INTROSPECTION));
    }

    @ParameterizedTest
    @CsvSource({
        "better-auth.oauth.issuer, https://login.example.com",
        "better-auth.oauth.scopes, orders:read",
        "better-auth.oauth.dpop.nonce, true",
        "better-auth.oauth.logout.client-ids, partner"
    })
    void refusesWhatIsForAccessTokensWithoutAResource(String key, String value) {
        assertRefused(Map.of(key, value), key + " needs better-auth.oauth.resource");
    }

    @Test
    void leavesNoAccessTokensToTheServersOwnMechanism() {
        assertRefused(
                Map.of(
                        "better-auth.oauth.resource", "https://api.example.com",
                        "better-auth.mechanism", "container",
                        "mp.jwt.verify.issuer", "https://auth.example.com",
                        "mp.jwt.verify.audiences", "https://auth.example.com",
                        "mp.jwt.verify.publickey.location", "https://auth.example.com/jwks"),
                "better-auth.oauth.resource needs better-auth.mechanism module: servers take an"
                        + " access token of a client for one of a user");
    }

    @Test
    void allowsNoOriginByDefault() {
        CorsSettings cors = read(Map.of()).cors();

        assertThat(cors.allowedOrigins()).isEmpty();
        assertThat(cors.anyOrigin()).isFalse();
        assertThat(cors.allowCredentials()).isTrue();
        assertThat(cors.allowedMethods())
                .containsExactlyInAnyOrder("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
        assertThat(cors.allowedHeaders())
                .containsExactlyInAnyOrder(
                        "accept", "authorization", "content-type", "dpop", "x-api-key");
        assertThat(cors.exposedHeaders())
                .containsExactly("WWW-Authenticate", "Retry-After", "DPoP-Nonce");
        assertThat(cors.maxAgeSeconds()).isEqualTo(600);
        assertThat(cors.csrfProtection()).isTrue();
    }

    @Test
    void protectsNoPathByDefault() {
        assertThat(read(Map.of()).paths().isAnyProtected()).isFalse();
        assertThat(read(Map.of()).paths().protects("/api/me")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/me, true",
        "/api, true",
        "/apix, false",
        "'', false",
        "/api/public, false",
        "/api/public/ping, false",
        "/api/public/secret, true",
        "/api/publicx, true",
        "/API/me, false"
    })
    void letsTheLongestPatternWin(String path, boolean isProtected) {
        PathSettings paths =
                read(Map.of(
                                "better-auth.protected-paths", "/api/*, /api/public/secret",
                                "better-auth.public-paths", "/api/public/*"))
                        .paths();

        assertThat(paths.protects(path)).isEqualTo(isProtected);
    }

    @Test
    void protectsEverythingBelowTheRoot() {
        PathSettings paths = read(Map.of("better-auth.protected-paths", "/*")).paths();

        assertThat(paths.protects("")).isTrue();
        assertThat(paths.protects("/any/where")).isTrue();
    }

    @Test
    void refusesAPathThatIsProtectedAndPublic() {
        assertThatThrownBy(
                        () ->
                                read(
                                        Map.of(
                                                "better-auth.protected-paths", "/api/*",
                                                "better-auth.public-paths", "/api/*")))
                .hasMessage(
                        "better-auth.public-paths must not repeat what better-auth.protected-paths"
                                + " contains: /api");
    }

    @Test
    void refusesEveryOriginTogetherWithCredentials() {
        assertThatThrownBy(() -> read(Map.of("better-auth.cors.allowed-origins", "*")))
                .hasMessage(
                        "better-auth.cors.allowed-origins must not be * while"
                                + " better-auth.cors.allow-credentials is true");
        assertThat(
                        read(Map.of(
                                        "better-auth.cors.allowed-origins", "*",
                                        "better-auth.cors.allow-credentials", "false"))
                                .cors()
                                .anyOrigin())
                .isTrue();
    }

    @Test
    void refusesACookieCacheWithoutTheSecret() {
        assertThatThrownBy(() -> read(Map.of("better-auth.cookie-cache", "compact")))
                .hasMessage("better-auth.cookie-cache needs better-auth.secret");
    }

    @Test
    void keepsToTheRulesForBetterAuthByDefault() {
        Settings settings = read(Map.of());

        assertThat(settings.jwt().profile()).isEqualTo(Profile.BETTER_AUTH);
        assertThat(settings.keys().leastRsaBits()).isEqualTo(2048);
    }

    @Test
    void takesTheDefaultsOfMicroProfileJwt() {
        Settings settings = read(Map.of("better-auth.profile", "mp-jwt"));

        assertThat(settings.jwt().profile()).isEqualTo(Profile.MP_JWT);
        assertThat(settings.jwt().audiences()).isEmpty();
        assertThat(settings.jwt().clockSkew()).isZero();
        assertThat(settings.keys().leastRsaBits()).isEqualTo(1024);
        assertThat(settings.jwt().issuer()).isEqualTo("https://auth.example.com");
    }

    @Test
    void keepsWhatIsConfiguredBesideTheDefaultsOfMicroProfileJwt() {
        Settings settings =
                read(
                        Map.of(
                                "better-auth.profile", "mp-jwt",
                                "mp.jwt.verify.audiences", "api",
                                "mp.jwt.verify.clock.skew", "7"));

        assertThat(settings.jwt().audiences()).containsExactly("api");
        assertThat(settings.jwt().clockSkew()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void takesOtherValues() {
        Settings settings =
                read(
                        Map.ofEntries(
                                Map.entry("better-auth.mechanism", "module"),
                                Map.entry("mp.jwt.verify.issuer", "https://issuer.example"),
                                Map.entry("mp.jwt.verify.audiences", "a, b"),
                                Map.entry(
                                        "mp.jwt.verify.publickey.location", "classpath:keys.json"),
                                Map.entry("better-auth.jwt.algorithms", "ES256, Ed25519"),
                                Map.entry("better-auth.jwt.provider", "default"),
                                Map.entry("better-auth.jwt.cache-size", "0"),
                                Map.entry("mp.jwt.verify.clock.skew", "0"),
                                Map.entry("mp.jwt.verify.token.age", "60"),
                                Map.entry("mp.jwt.token.header", "Cookie"),
                                Map.entry("better-auth.roles.claims", "roles"),
                                Map.entry(
                                        "better-auth.field-defaults",
                                        "level=Novice, interestArea=Art")));

        assertThat(settings.mechanism()).isEqualTo(Mechanism.MODULE);
        assertThat(settings.jwt().issuer()).isEqualTo("https://issuer.example");
        assertThat(settings.jwt().audiences()).containsExactlyInAnyOrder("a", "b");
        assertThat(settings.keys().location()).isEqualTo("classpath:keys.json");
        assertThat(settings.jwt().algorithms())
                .isEqualTo(Set.of(JwsAlgorithm.ES256, JwsAlgorithm.EDDSA));
        assertThat(settings.jwt().cacheSize()).isZero();
        assertThat(settings.jwt().clockSkew()).isZero();
        assertThat(settings.jwt().maxAge()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.jwt().cookie()).isEqualTo("Bearer");
        assertThat(settings.user().rolesClaims()).isEqualTo(List.of("roles"));
        assertThat(settings.user().fieldDefaults())
                .containsExactly(Map.entry("level", "Novice"), Map.entry("interestArea", "Art"));
        assertThat(settings.user().fieldDefault("interestArea")).isEqualTo("Art");
        assertThat(settings.user().fieldDefault("softwareBackground")).isEqualTo("Beginner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"better-auth.jwt.secret", "JWT_SECRET"})
    void allowsHs256OnlyWithASecret(String key) {
        JwtSettings jwt = read(Map.of(key, SECRET)).jwt();

        assertThat(jwt.algorithms()).contains(JwsAlgorithm.HS256);
        assertThat(jwt.toString()).doesNotContain(SECRET).contains("[redacted]");
    }

    @Test
    void narrowsTheAlgorithmsToTheOneOfMicroProfile() {
        assertThat(read(Map.of("mp.jwt.verify.publickey.algorithm", "ES256")).jwt().algorithms())
                .containsExactly(JwsAlgorithm.ES256);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS://Auth.Example.com, https://auth.example.com",
        "https://auth.example.com:443/, https://auth.example.com",
        "http://localhost:3000, http://localhost:3000",
        "http://localhost:80, http://localhost",
        "http://[::1]:3000, http://[::1]:3000"
    })
    void writesTheUrlAsBetterAuthDoes(String url, String origin) {
        assertThat(read(Map.of("better-auth.url", url)).url()).hasToString(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth.example.com",
                "ftp://auth.example.com",
                "https://",
                "https://a/b",
                "https://a?b",
                "https://a#b",
                "https:///x",
                "not a url",
                "https://a//"
            })
    void refusesAUrlThatIsNoOrigin(String url) {
        assertThatThrownBy(() -> read(Map.of("better-auth.url", url)))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(
                        "better-auth.url must be an origin such as https://auth.example.com: ");
    }

    @Test
    void neverRepeatsAPasswordInTheUrl() {
        assertThatThrownBy(
                        () -> read(Map.of("better-auth.url", "https://ada:pass@auth.example.com")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("[redacted]")
                .hasMessageNotContaining("pass");
    }

    @Test
    void leavesNoTokensToAServerThatIsNotToldWhatToCheck() {
        String issuer = "https://auth.example.com";
        assertThatThrownBy(() -> read(Map.of("better-auth.mechanism", "container")))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "mp.jwt.verify.issuer must be set to what the server checks, since"
                                + " better-auth.mechanism is container");
        assertThatThrownBy(
                        () ->
                                read(
                                        Map.of(
                                                "better-auth.mechanism",
                                                "container",
                                                "mp.jwt.verify.issuer",
                                                issuer,
                                                "mp.jwt.verify.audiences",
                                                issuer)))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "mp.jwt.verify.publickey.location must be set to what the server checks,"
                                + " since better-auth.mechanism is container");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret-of-at-least-thirty-two-bytes", "x:y", "1:", "-1:abc", ":abc"})
    void refusesSecretsWithoutVersions(String secrets) {
        assertThatThrownBy(() -> read(Map.of("better-auth.secrets", secrets)))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "better-auth.secrets must be a list of versions with secrets, such as"
                                + " 2:new,1:old");
    }

    @Test
    void refusesShortSecretsAndRepeatsNone() {
        assertThatThrownBy(
                        () ->
                                read(
                                        Map.of(
                                                "better-auth.secrets",
                                                "2:" + SECRET + ",1:short-secret")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("better-auth.secrets must have at least 32 bytes");
    }

    @Test
    void takesTheRootAsBasePath() {
        Settings settings = read(Map.of("better-auth.base-path", "/"));

        assertThat(settings.basePath()).isEmpty();
        assertThat(settings.keys().location()).isEqualTo("https://auth.example.com/jwks");
    }

    @Test
    void refusesToStartWithoutAUrl() {
        assertThatThrownBy(() -> Settings.read(new ConfigValues(key -> Optional.empty())))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "better-auth.url must be set to an origin such as https://auth.example.com,"
                                + " as by BETTER_AUTH_URL in the environment");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "better-auth.base-path|api/auth|a path such as /api/auth",
                "better-auth.base-path|/api/auth/|a path such as /api/auth",
                "better-auth.mechanism|both|module or container",
                "better-auth.profile|mpjwt|better-auth or mp-jwt",
                "better-auth.base-path|//|a path such as /api/auth",
                "better-auth.session.stateless|yes|true or false",
                "better-auth.oauth.resource|api|absolute URIs without a fragment, such as https://api.example.com",
                "better-auth.oauth.resource|https://api.example.com/#x|absolute URIs without a fragment, such as https://api.example.com",
                "better-auth.oauth.resource|https:///x|absolute URIs without a fragment, such as https://api.example.com",
                "better-auth.oauth.scopes|a b|scopes of RFC 6749, section 3.3",
                "better-auth.session.cookie-name|a b|a cookie's name without __Secure-, or its beginning",
                "better-auth.session.cookie-name|__Secure-x|a cookie's name without __Secure-, or its beginning",
                "better-auth.jwt.cache-bytes|-1|a number of bytes, such as 33554432 or 32MiB",
                "better-auth.session.cache-bytes|32MB|a number of bytes, such as 33554432 or 32MiB",
                "better-auth.session.refusal-cache-bytes|1e6|a number of bytes, such as 33554432 or 32MiB",
                "better-auth.cookie-cache.cache-bytes|9999999999|a number of bytes, such as 33554432 or 32MiB",
                "better-auth.jwt.algorithms|ES257|one of EdDSA, ES256, ES512, PS256, RS256, HS256",
                "better-auth.jwt.algorithms|none|one of EdDSA, ES256, ES512, PS256, RS256, HS256",
                "mp.jwt.verify.publickey.algorithm|X|one of EdDSA, ES256, ES512, PS256, RS256, HS256",
                "better-auth.jwt.cache-size|-1|a whole number from 0 to 10000000",
                "better-auth.jwt.cache-size|many|a whole number from 0 to 10000000",
                "mp.jwt.verify.clock.skew|-1|a whole number from 0 to 2147483647",
                "mp.jwt.verify.token.age|0|a whole number from 1 to 2147483647",
                "mp.jwt.token.header|X-Token|Authorization or Cookie",
                "mp.jwt.decrypt.key.algorithm|RSA1_5|RSA-OAEP or RSA-OAEP-256",
                "better-auth.session.enabled|yes|true or false",
                "better-auth.api-key.enabled|1|true or false",
                "better-auth.csrf.enabled|off|true or false",
                "better-auth.cors.allow-credentials|no|true or false",
                "better-auth.session.cookie-prefix|a b|a cookie's name without __Secure-, or its beginning",
                "better-auth.jwt.max-length|1023|a whole number from 1024 to 1048576",
                "better-auth.jwt.max-length|8KiB|a whole number from 1024 to 1048576",
                "better-auth.cookie-cache|on|off, compact, jwt, jwe or jwks",
                "better-auth.session.cache-size|-1|a whole number from 0 to 10000000",
                "better-auth.session.max-calls|0|a whole number from 1 to 10000",
                "better-auth.cors.allowed-origins|null|origins such as https://app.example.com or"
                        + " https://*.example.com",
                "better-auth.cors.allowed-origins|https://a/b|origins such as https://app.example.com or"
                        + " https://*.example.com",
                "better-auth.cors.allowed-methods|*|names between commas, and no *",
                "better-auth.cors.allowed-headers|a b|names between commas, and no *",
                "better-auth.cors.exposed-headers|x:y|names between commas, and no *",
                "better-auth.protected-paths|api/*|paths such as /api/me or /api/*",
                "better-auth.protected-paths|/api/*/me|paths such as /api/me or /api/*",
                "better-auth.protected-paths|/a%70i|paths such as /api/me or /api/*",
                "better-auth.public-paths|/api/../x|paths such as /api/me or /api/*",
                "better-auth.public-paths|/api//x|paths such as /api/me or /api/*",
                "better-auth.field-defaults|=x|pairs such as softwareBackground=Beginner",
                "better-auth.field-defaults|x|pairs such as softwareBackground=Beginner"
            })
    void refusesAWrongValue(String key, String value, String allowed) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessage(key + " must be " + allowed + ": " + value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "better-auth.jwks.refresh-interval", "better-auth.jwks.min-refetch-interval",
                "better-auth.jwks.stale-if-error", "better-auth.jwks.connect-timeout",
                "better-auth.jwks.read-timeout", "better-auth.session.cache-ttl",
                "better-auth.session.connect-timeout", "better-auth.session.read-timeout",
                "better-auth.cors.max-age"
            })
    void refusesAWrongDuration(String key) {
        for (String value : List.of("PT-5S", "PT0S", "5 s", "P99999D")) {
            assertThatThrownBy(() -> read(Map.of(key, value)))
                    .isInstanceOf(SettingsException.class)
                    .hasMessage(
                            key
                                    + " must be a positive ISO-8601 duration of at most P3650D, such as PT30S: "
                                    + value);
        }
    }

    @Test
    void refusesASecretThatIsShortOrPublicWithoutRepeatingIt() {
        assertThatThrownBy(() -> read(Map.of("better-auth.jwt.secret", "short")))
                .hasMessage("better-auth.jwt.secret must have at least 32 bytes");
        assertThatThrownBy(() -> read(Map.of("better-auth.secret", "short")))
                .hasMessage("better-auth.secret must have at least 32 bytes");
        assertThatThrownBy(
                        () -> read(Map.of("JWT_SECRET", "better-auth-secret-12345678901234567890")))
                .hasMessage("JWT_SECRET must not be Better Auth's public default secret");
    }

    @Test
    void refusesHs256WithoutASecret() {
        assertThatThrownBy(() -> read(Map.of("better-auth.jwt.algorithms", "HS256")))
                .hasMessage(
                        "better-auth.jwt.algorithms must not contain HS256 without better-auth.jwt.secret");
    }

    @Test
    void refusesAnAlgorithmOfMicroProfileThatIsNotAllowed() {
        assertThatThrownBy(
                        () ->
                                read(
                                        Map.of(
                                                "better-auth.jwt.algorithms", "EdDSA",
                                                "mp.jwt.verify.publickey.algorithm", "RS256")))
                .hasMessage(
                        "mp.jwt.verify.publickey.algorithm must be one of better-auth.jwt.algorithms");
    }

    @Test
    void refusesAKeyInTwoPlaces() {
        assertThatThrownBy(
                        () ->
                                read(
                                        Map.of(
                                                "mp.jwt.verify.publickey", "x",
                                                "mp.jwt.verify.publickey.location", "y")))
                .hasMessage(
                        "mp.jwt.verify.publickey must not be set together with"
                                + " mp.jwt.verify.publickey.location");
    }

    @Test
    void widensNoListOfAlgorithmsByASecret() {
        String message =
                " must allow HS256 where better-auth.jwt.secret or JWT_SECRET is set: add HS256 to"
                        + " better-auth.jwt.algorithms, or remove the secret";
        for (String secret : List.of("better-auth.jwt.secret", "JWT_SECRET")) {
            assertThatThrownBy(
                            () ->
                                    read(
                                            Map.of(
                                                    secret,
                                                    SECRET,
                                                    "better-auth.jwt.algorithms",
                                                    "EdDSA,ES256")))
                    .hasMessage("better-auth.jwt.algorithms" + message);
            assertThatThrownBy(
                            () ->
                                    read(
                                            Map.of(
                                                    secret,
                                                    SECRET,
                                                    "mp.jwt.verify.publickey.algorithm",
                                                    "RS256")))
                    .hasMessage("mp.jwt.verify.publickey.algorithm" + message);
        }
        assertThat(
                        read(Map.of("JWT_SECRET", SECRET, "better-auth.jwt.algorithms", "HS256"))
                                .jwt()
                                .algorithms())
                .containsExactly(JwsAlgorithm.HS256);
        assertThat(
                        read(Map.of(
                                        "JWT_SECRET", SECRET,
                                        "better-auth.jwt.algorithms", "ES256,RS256,HS256",
                                        "mp.jwt.verify.publickey.algorithm", "RS256"))
                                .jwt()
                                .algorithms())
                .containsExactlyInAnyOrder(JwsAlgorithm.RS256, JwsAlgorithm.HS256);
    }

    @Test
    void wantsToKnowWhatTheServersOwnMechanismChecks() {
        Map<String, String> container = new HashMap<>();
        container.put("better-auth.mechanism", "container");
        container.put("mp.jwt.verify.issuer", "https://auth.example.com");
        container.put("mp.jwt.verify.publickey.location", "https://auth.example.com/jwks");

        assertThatThrownBy(() -> read(container))
                .hasMessage(
                        "mp.jwt.verify.audiences must be set to what the server checks, since"
                                + " better-auth.mechanism is container");
        container.put("mp.jwt.verify.audiences", "https://auth.example.com");
        assertThat(read(container).mechanism()).isEqualTo(Mechanism.CONTAINER);
        container.put("mp.jwt.token.header", "Cookie");
        assertThatThrownBy(() -> read(container))
                .hasMessage(
                        "mp.jwt.token.header must be Authorization where better-auth.mechanism is"
                                + " container: the server takes a cookie from any page");
    }

    @Test
    void isSecureByTheUrlOrTheIssuer() {
        Map<String, String> inner = new HashMap<>();
        inner.put("better-auth.url", "http://auth:3000");
        assertThat(read(inner).isSecure()).isFalse();
        inner.put("mp.jwt.verify.issuer", "https://auth.example.com");
        assertThat(read(inner).isSecure()).isTrue();
        assertThat(read(Map.of()).isSecure()).isTrue();
    }

    private static void assertRefused(Map<String, String> values, String message) {
        assertThatThrownBy(() -> read(values))
                .isInstanceOf(SettingsException.class)
                .hasMessage(message);
    }

    private static Settings read(Map<String, String> values) {
        Map<String, String> all =
                new HashMap<>(Map.of("better-auth.url", "https://auth.example.com"));
        all.putAll(values);
        return Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key))));
    }
}
