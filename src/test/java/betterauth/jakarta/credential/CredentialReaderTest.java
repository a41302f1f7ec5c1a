package betterauth.jakarta.credential;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.LogCapture;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.credential.SessionCredential.ApiKey;
import betterauth.jakarta.credential.SessionCredential.BearerSession;
import betterauth.jakarta.credential.SessionCredential.SessionCookie;
import betterauth.jakarta.dpop.DpopRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialReaderTest {

    private static final String PLAIN = "better-auth.session_token";
    private static final SessionToken TOKEN =
            new SessionToken(
                    "c5OA5Y45UTvNAW7QpY9yJgZWzvC8kvMI",
                    "RcZrwjqTEwR35OSd4dZ7ijrMZfafPAWqox028rv+cr0=");
    private static final String SIGNED = TOKEN.value() + "." + TOKEN.signature();

    /** With {@code {"alg":"EdDSA"}} as its header. */
    private static final String JWT = "eyJhbGciOiJFZERTQSJ9.e30.AA";

    private final CredentialReader reader = reader(Map.of());

    @Test
    void findsNothing() {
        assertThat(reader.read(new FakeRequest().build())).isEqualTo(new Credential.Absent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer %s", "bearer %s", "BEARER   %s", "Bearer %s "})
    void findsABearerToken(String header) {
        assertThat(bearer(reader, header.formatted(JWT))).isEqualTo(new Credential.Jwt(JWT));
        assertThat(bearer(reader, header.formatted(SIGNED)))
                .isEqualTo(new Credential.Session(new BearerSession(TOKEN)));
        assertThat(bearer(reader, header.formatted(TOKEN.value())))
                .isEqualTo(
                        new Credential.Session(
                                new BearerSession(new SessionToken(TOKEN.value(), null))));
    }

    @Test
    void findsATokenThatIsBoundToAKey() {
        CredentialReader reader =
                reader(
                        Map.of(
                                "better-auth.oauth.resource",
                                "https://other.example.com/x, https://API.example.com:8443/x"));
        FakeRequest request =
                new FakeRequest()
                        .method("PUT")
                        .header("Authorization", "dpop " + JWT)
                        .header("DPoP", "one", "two");

        assertThat(reader.read(request.build()))
                .isEqualTo(
                        new Credential.Jwt(
                                JWT,
                                new DpopRequest(
                                        List.of("one", "two"),
                                        "PUT",
                                        "https://API.example.com:8443/shop/orders")));
    }

    /** A proof for another server must not count for whoever sends its name as the host. */
    @Test
    void takesTheOriginOfAProofsTargetFromTheSettings() {
        assertThat(target("https://first.example, https://second.example"))
                .isEqualTo("https://first.example/shop/orders");
        assertThat(target("https://first.example, https://API.example.com:8443"))
                .isEqualTo("https://API.example.com:8443/shop/orders");
        assertThat(target("https://api.example.com:8443, https://api.example.com"))
                .isEqualTo("https://api.example.com/shop/orders");
        assertThat(target("http://api.example.com, https://api.example.com"))
                .isEqualTo("https://api.example.com/shop/orders");
        assertThat(target("urn:example:api, https://second.example"))
                .isEqualTo("https://second.example/shop/orders");
        assertThat(target("urn:example:api")).isEqualTo("https://evil.example/shop/orders");
    }

    private static String target(String resources) {
        FakeRequest request = new FakeRequest().header("Authorization", "DPoP " + JWT);
        Credential credential =
                reader(Map.of("better-auth.oauth.resource", resources)).read(request.build());
        return ((Credential.Jwt) credential).dpop().uri();
    }

    @Test
    void findsNoBoundTokenWhereAccessTokensAreNotAccepted() {
        assertUnusable(bearer(reader, "DPoP " + JWT), RefusalCode.INVALID_TOKEN);
    }

    @Test
    void takesNoSessionTokenForABoundOne() {
        CredentialReader reader = reader(Map.of("better-auth.oauth.resource", "urn:example:api"));

        assertUnusable(bearer(reader, "DPoP " + TOKEN.value()), RefusalCode.INVALID_TOKEN);
        assertUnusable(bearer(reader, "DPoP " + SIGNED), RefusalCode.INVALID_TOKEN);
    }

    @Test
    void tellsJsonWebTokensByTheirPartsAndHeader() {
        String header = JWT.substring(0, JWT.indexOf('.'));
        String noAlg = "eyJ0eXAiOiJKV1QifQ";
        for (String token :
                List.of(
                        header + "..",
                        header + ".b.c",
                        header + "....",
                        header + ".b.c.d.e",
                        "x".repeat(8193))) {
            assertThat(bearer(reader, "Bearer " + token)).isEqualTo(new Credential.Jwt(token));
            // By the cache of headers, too.
            assertThat(bearer(reader, "Bearer " + token)).isEqualTo(new Credential.Jwt(token));
        }
        for (String token :
                List.of(
                        "a.b.c",
                        "..",
                        noAlg + ".b.c",
                        header,
                        header + ".b",
                        header + ".b.c.d",
                        header + ".b.c.d.e.f",
                        "x".repeat(8192))) {
            assertUnusable(bearer(reader, "Bearer " + token), RefusalCode.INVALID_SESSION);
        }
    }

    @Test
    void takesNoSessionTokenWhereSessionsAreOff() {
        CredentialReader tokensOnly = reader(Map.of("better-auth.session.enabled", "false"));

        assertUnusable(bearer(tokensOnly, "Bearer " + SIGNED), RefusalCode.INVALID_TOKEN);
        assertThat(bearer(tokensOnly, "Bearer " + JWT)).isEqualTo(new Credential.Jwt(JWT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Bearer",
                "Bearer ",
                "Bearera.b.c",
                "Bearer\ta",
                "Basic YTpi",
                "Bearer a b",
                "Bearer a,b",
                "Bearer a, Bearer b",
                "Bearer \"a\"",
                "Bearer a\u0000",
                "Bearer =",
                "Bearer a=b",
                "Token a",
                "Bearer \u00e9"
            })
    void refusesAHeaderThatIsNoBearerToken(String header) {
        Credential credential =
                reader.read(
                        new FakeRequest()
                                .header("Authorization", header)
                                .cookie("better-auth.session_token", "valid")
                                .build());

        assertThat(credential)
                .isInstanceOfSatisfying(
                        Credential.Unusable.class,
                        unusable ->
                                assertThat(unusable.reason().code())
                                        .isEqualTo(RefusalCode.INVALID_TOKEN));
    }

    @Test
    void refusesTwoHeaders() {
        Credential credential =
                reader.read(
                        new FakeRequest().header("Authorization", "Bearer a", "Bearer a").build());

        assertThat(credential)
                .isInstanceOfSatisfying(
                        Credential.Unusable.class,
                        unusable ->
                                assertThat(unusable.reason().code())
                                        .isEqualTo(RefusalCode.AMBIGUOUS_CREDENTIALS));
    }

    @Test
    void believesTheSecureCookieAloneWhereBetterAuthIsBehindHttps() {
        CredentialReader secure = reader(Map.of("better-auth.url", "https://auth.example.com"));

        assertThat(secure.read(new FakeRequest().cookie(PLAIN, SIGNED).build()))
                .isEqualTo(new Credential.Absent());
        assertThat(secure.read(new FakeRequest().cookie("__Secure-" + PLAIN, SIGNED).build()))
                .isInstanceOf(Credential.Session.class);
    }

    @Test
    void takesATokenFromTheCookieThatMicroProfileNames() {
        CredentialReader inCookie =
                reader(Map.of("mp.jwt.token.header", "Cookie", "mp.jwt.token.cookie", "jwt"));

        assertThat(inCookie.read(new FakeRequest().cookie("jwt", JWT).build()))
                .isEqualTo(new Credential.Jwt(JWT));
        assertUnusable(
                inCookie.read(new FakeRequest().cookie("jwt", "a.b.c").build()),
                RefusalCode.INVALID_TOKEN);
        assertThat(inCookie.read(new FakeRequest().cookie("other", "a.b.c").build()))
                .isEqualTo(new Credential.Absent());
    }

    /** MicroProfile JWT 2.1, section 9.2.4: then the header carries none. */
    @Test
    void ignoresATokenInTheHeaderWhereTheCookieCarriesIt() {
        CredentialReader inCookie =
                reader(Map.of("mp.jwt.token.header", "Cookie", "mp.jwt.token.cookie", "jwt"));

        assertThat(
                        inCookie.read(
                                new FakeRequest().header("Authorization", "Bearer " + JWT).build()))
                .isEqualTo(new Credential.Absent());
        assertThat(
                        inCookie.read(
                                new FakeRequest()
                                        .header("Authorization", "Bearer " + JWT)
                                        .cookie("jwt", JWT)
                                        .build()))
                .isEqualTo(new Credential.Jwt(JWT));
        assertThat(inCookie.read(new FakeRequest().header("Authorization", "Bearer x").build()))
                .isInstanceOf(Credential.Unusable.class);
    }

    @Test
    void findsASessionCookieAndItsData() {
        assertThat(
                        reader.read(
                                new FakeRequest()
                                        .cookie(PLAIN, SIGNED)
                                        .cookie("better-auth.session_data", "x")
                                        .build()))
                .isEqualTo(new Credential.Session(new SessionCookie(PLAIN, TOKEN, "x")));
        assertThat(reader.read(new FakeRequest().cookie(PLAIN, SIGNED).build()))
                .isEqualTo(new Credential.Session(new SessionCookie(PLAIN, TOKEN, null)));
    }

    @Test
    void prefersTheSecureCookieAndItsOwnData() {
        FakeRequest request =
                new FakeRequest()
                        .cookie(PLAIN, "rubbish")
                        .cookie("better-auth.session_data", "plain")
                        .cookie("__Secure-" + PLAIN, SIGNED)
                        .cookie("__Secure-better-auth.session_data", "secure");

        assertThat(reader.read(request.build()))
                .isEqualTo(
                        new Credential.Session(
                                new SessionCookie("__Secure-" + PLAIN, TOKEN, "secure")));
        // What is present counts, whether it holds or not: the plain one is not tried after it.
        assertThat(
                        reader.read(
                                new FakeRequest()
                                        .cookie(PLAIN, SIGNED)
                                        .cookie("__Secure-" + PLAIN, "rubbish")
                                        .build()))
                .isInstanceOf(Credential.Unusable.class);
    }

    @Test
    void knowsTheCookiesByTheirConfiguredPrefix() {
        CredentialReader other = reader(Map.of("better-auth.session.cookie-prefix", "my-app"));

        assertThat(other.read(new FakeRequest().cookie(PLAIN, SIGNED).build()))
                .isEqualTo(new Credential.Absent());
        assertThat(other.read(new FakeRequest().cookie("my-app.session_token", SIGNED).build()))
                .isEqualTo(
                        new Credential.Session(
                                new SessionCookie("my-app.session_token", TOKEN, null)));
    }

    @Test
    void looksForNoSessionWhereTheyAreOff() {
        CredentialReader off = reader(Map.of("better-auth.session.enabled", "false"));

        assertThat(off.read(new FakeRequest().cookie(PLAIN, SIGNED).build()))
                .isEqualTo(new Credential.Absent());
    }

    @Test
    void takesAnApiKeyBeforeACookieAndOnlyWhereTheyAreOn() {
        FakeRequest request = new FakeRequest().header("x-api-key", "key").cookie(PLAIN, SIGNED);

        assertThat(reader(Map.of("better-auth.api-key.enabled", "true")).read(request.build()))
                .isEqualTo(new Credential.Session(new ApiKey("key")));
        assertThat(reader.read(request.build()))
                .isEqualTo(new Credential.Session(new SessionCookie(PLAIN, TOKEN, null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "\u00e9", "\r\nX: y"})
    void refusesAMalformedApiKey(String key) {
        assertThat(
                        reader(Map.of("better-auth.api-key.enabled", "true"))
                                .read(new FakeRequest().header("x-api-key", key).build()))
                .isInstanceOfSatisfying(
                        Credential.Unusable.class,
                        unusable ->
                                assertThat(unusable.reason().code())
                                        .isEqualTo(RefusalCode.INVALID_API_KEY));
    }

    @Test
    void refusesACookieOfAForeignPageBeforeAnyoneIsAsked() {
        assertThat(
                        reader.read(
                                new FakeRequest()
                                        .method("POST")
                                        .header("Origin", "https://evil.example")
                                        .cookie(PLAIN, SIGNED)
                                        .build()))
                .isInstanceOfSatisfying(
                        Credential.Unusable.class,
                        unusable ->
                                assertThat(unusable.reason().code())
                                        .isEqualTo(RefusalCode.ORIGIN_NOT_ALLOWED));
    }

    @Test
    void tellsOfASessionCookieOfAnotherPrefix() {
        try (LogCapture log = new LogCapture("authentication")) {
            CredentialReader reader = reader(Map.of());
            String cookie = "x".repeat(32) + "." + "A".repeat(43) + "=";

            for (String name : List.of("shop.session_token", "shop.session_token")) {
                assertThat(reader.read(new FakeRequest().cookie(name, cookie).build()))
                        .isInstanceOf(Credential.Absent.class);
            }

            assertThat(log.lines())
                    .containsExactly(
                            "WARNING A cookie shop.session_token was ignored, expected"
                                    + " better-auth.session_token: if it is Better Auth's, set"
                                    + " better-auth.session.cookie-prefix to its"
                                    + " advanced.cookiePrefix");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "shop.session_token, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "better-auth.session_token_multi-abc, SIGNED",
        "shop\u0085.session_token, SIGNED",
        "shop.session, SIGNED"
    })
    void saysNothingOfOtherCookies(String name, String value) {
        try (LogCapture log = new LogCapture("authentication")) {
            String signed = "x".repeat(32) + "." + "A".repeat(43) + "=";

            reader(Map.of())
                    .read(new FakeRequest().cookie(name, value.replace("SIGNED", signed)).build());

            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void printsNoToken() {
        assertThat(new Credential.Jwt("a.b.c")).hasToString("Jwt[redacted]");
    }

    private static Credential bearer(CredentialReader reader, String header) {
        return reader.read(new FakeRequest().header("Authorization", header).build());
    }

    private static void assertUnusable(Credential credential, RefusalCode code) {
        assertThat(credential)
                .isInstanceOfSatisfying(
                        Credential.Unusable.class,
                        unusable -> assertThat(unusable.reason().code()).isEqualTo(code));
    }

    private static CredentialReader reader(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("better-auth.url", "http://auth.example.com");
        return new CredentialReader(
                Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key)))));
    }
}
