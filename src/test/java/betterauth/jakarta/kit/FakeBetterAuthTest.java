package betterauth.jakarta.kit;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.MutableClock;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.credential.SessionCredential.SessionCookie;
import betterauth.jakarta.credential.SessionToken;
import betterauth.jakarta.dpop.DpopFailure;
import betterauth.jakarta.dpop.DpopProofs;
import betterauth.jakarta.dpop.DpopRequest;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.Authentication.VerifiedClient;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.session.SessionAuthenticators;
import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionQuery;
import betterauth.jakarta.testkit.CookieCache;
import betterauth.jakarta.testkit.FakeBetterAuth;
import betterauth.jakarta.testkit.Fault;
import betterauth.jakarta.testkit.TestClient;
import betterauth.jakarta.testkit.TestCredential;
import betterauth.jakarta.testkit.TokenAlgorithm;
import betterauth.jakarta.token.TokenAuthenticator;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the fake Better Auth issues is accepted and rejected as what the real one issues is. */
class FakeBetterAuthTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final MutableClock clock = new MutableClock();
    private FakeBetterAuth betterAuth = FakeBetterAuth.with().clock(clock).start();

    @AfterEach
    void stop() {
        betterAuth.close();
    }

    @ParameterizedTest
    @EnumSource
    void issuesTokensThatTheLibraryAccepts(TokenAlgorithm algorithm) {
        betterAuth.close();
        betterAuth = FakeBetterAuth.with().clock(clock).algorithm(algorithm).start();

        Authentication outcome =
                authenticate(
                        betterAuth
                                .callers()
                                .user("ada")
                                .roles("admin", "editor")
                                .field("plan", "pro")
                                .bearer());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Verified.class,
                        verified -> {
                            assertThat(verified.caller().getSubject()).isEqualTo("ada");
                            assertThat(verified.caller().getGroups())
                                    .containsExactly("admin", "editor");
                            assertThat(verified.caller().<String>getClaim("plan")).isEqualTo("pro");
                        });
    }

    @Test
    void issuesTokensThatTheLibraryRejects() {
        for (TestCredential credential :
                List.of(
                        betterAuth.callers().user("ada").expired().bearer(),
                        betterAuth.callers().user("ada").banned().bearer(),
                        betterAuth.callers().user("ada").claim("aud", "another").bearer(),
                        betterAuth.callers().user("ada").claim("iss", "https://evil").bearer(),
                        betterAuth.callers().user("ada").claim("exp", null).bearer())) {
            assertThat(authenticate(credential)).isInstanceOf(Rejected.class);
        }
    }

    @Test
    void issuesAccessTokensThatTheLibraryAccepts() {
        Authentication user =
                authenticate(
                        betterAuth
                                .callers()
                                .user("ada")
                                .through("partner")
                                .scopes("orders:read", "orders:write")
                                .bearer());
        Authentication machine = authenticate(betterAuth.callers().client("reports").bearer());

        assertThat(user).isInstanceOf(Verified.class);
        assertThat(((Verified) user).caller().getSubject()).isEqualTo("ada");
        assertThat(user.client().clientId()).isEqualTo("partner");
        assertThat(user.client().scopes()).containsExactly("orders:read", "orders:write");
        assertThat(user.client().sessionId()).isNotBlank();
        assertThat(machine).isInstanceOf(VerifiedClient.class);
        assertThat(machine.client().clientId()).isEqualTo("reports");
        assertThat(machine.client().scopes()).isEmpty();
    }

    @Test
    void saysOfOpaqueTokensWhatIntrospectionDoes() throws Exception {
        TestCredential token =
                betterAuth.callers().user("ada").through("partner").scopes("orders:read").opaque();

        assertThat(token.value()).matches("oat_[A-Za-z0-9]{32}");
        assertThat(introspect(token, "api"))
                .contains("\"active\":true", "\"sub\":\"ada\"", "\"client_id\":\"partner\"")
                .contains("\"scope\":\"orders:read\"", "\"token_type\":\"Bearer\"")
                .doesNotContain("cnf");
        assertThat(introspect(token, "other")).contains("invalid_client");
        betterAuth.revoke(token);
        assertThat(introspect(token, "api")).isEqualTo("{\"active\":false}");
        assertThat(introspect(betterAuth.callers().client("x").expired().opaque(), "api"))
                .isEqualTo("{\"active\":false}");
    }

    private String introspect(TestCredential token, String clientId) throws Exception {
        String pair = clientId + ":" + betterAuth.settings().get("better-auth.oauth.client-secret");
        return client.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                betterAuth.url() + "/api/auth/oauth2/introspect"))
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(pair.getBytes(UTF_8)))
                                .POST(BodyPublishers.ofString("token=" + token.value()))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    @Test
    void isASourceOfSessionsInMemory() {
        String token = betterAuth.callers().user("ada").field("plan", "pro").sessionToken().value();

        assertThat(betterAuth.sessionSource().find(query(token)))
                .isInstanceOfSatisfying(
                        SessionAnswer.Found.class,
                        found -> {
                            assertThat(found.session().getString("token")).isEqualTo(token);
                            assertThat(found.user().getString("plan")).isEqualTo("pro");
                        });
        assertThat(betterAuth.sessionSource().find(query("invented")))
                .isEqualTo(new SessionAnswer.Absent());
        betterAuth.signOut("ada");
        assertThat(betterAuth.sessionSource().find(query(token)))
                .isEqualTo(new SessionAnswer.Absent());
        assertThat(betterAuth.calls("/get-session")).isZero();
    }

    private static SessionQuery query(String token) {
        return new SessionQuery(SessionQuery.Kind.BEARER, token, null, null, null, "192.0.2.1");
    }

    @Test
    void issuesAccessTokensThatTheLibraryRejects() {
        TestClient client = betterAuth.callers().client("reports");
        for (TestCredential credential :
                List.of(
                        client.expired().bearer(),
                        client.claim("aud", "https://other.example").bearer(),
                        client.claim("iss", betterAuth.url().toString()).bearer(),
                        client.claim("client_id", null).bearer())) {
            assertThat(authenticate(credential)).isInstanceOf(Rejected.class);
        }
    }

    @Test
    void provesTheKeyOfABoundTokenOnceForEachRequest() {
        TestCredential credential = betterAuth.callers().client("reports").dpop();
        URI url = URI.create("http://localhost:1/orders?a=b");
        DpopProofs proofs =
                DpopProofs.create(settings().oauth().dpop(), settings().jwt(), List.of(), clock);
        HttpRequest one = credential.on(HttpRequest.newBuilder(url).PUT(noBody())).build();
        HttpRequest other = credential.on(HttpRequest.newBuilder(url).PUT(noBody())).build();

        assertThat(one.headers().firstValue("Authorization"))
                .contains("DPoP " + credential.value());
        assertThat(one.headers().firstValue("DPoP"))
                .isPresent()
                .isNotEqualTo(other.headers().firstValue("DPoP"));
        assertThat(violation(proofs, credential, one)).isEmpty();
        assertThat(violation(proofs, credential, other)).isEmpty();
        assertThat(violation(proofs, credential, one)).isPresent();
        assertThatThrownBy(credential::headers)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "A bound access token needs a proof for each request: use headers(method,"
                                + " url)");
    }

    private Optional<DpopFailure> violation(
            DpopProofs proofs, TestCredential credential, HttpRequest request) {
        return proofs.violation(
                new DpopRequest(
                        request.headers().allValues("DPoP"),
                        request.method(),
                        FakeBetterAuth.RESOURCE + "/orders"),
                credential.value(),
                authenticate(credential).client().thumbprint());
    }

    @Test
    void rotatesAndRetiresKeys() {
        TestCredential old = betterAuth.callers().user("ada").bearer();
        betterAuth.rotateKeys(TokenAlgorithm.ES256);
        TestCredential next = betterAuth.callers().user("ada").bearer();
        assertThat(authenticate(old)).isInstanceOf(Verified.class);
        assertThat(authenticate(next)).isInstanceOf(Verified.class);

        betterAuth.retireOldKeys();

        assertThat(authenticate(old)).isInstanceOf(Rejected.class);
        assertThat(authenticate(next)).isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OFF")
    void issuesCookieCachesThatTheLibraryReads(CookieCache form) {
        betterAuth.close();
        betterAuth = FakeBetterAuth.with().clock(clock).cookieCache(form).start();
        String[] cookies = betterAuth.callers().user("ada").cookie().value().split("; ", -1);
        String data = cookies[1].split("=", 2)[1];

        assertThat(readCache(cookies[0], data)).isInstanceOf(Verified.class);
        assertThat(readCache(cookies[0], data + "x")).isInstanceOf(Unavailable.class);
        clock.advance(Duration.ofMinutes(6));
        assertThat(readCache(cookies[0], data)).isInstanceOf(Unavailable.class);
    }

    @Test
    void signsCookiesThatTheLibraryAccepts() {
        String cookie = betterAuth.callers().user("ada").cookie().value();

        assertThat(readCache(cookie, null)).isInstanceOf(Unavailable.class);
        assertThat(readCache(cookie.replaceFirst("=.", "=?"), null)).isInstanceOf(Rejected.class);
    }

    @Test
    void endsSessions() throws Exception {
        TestCredential session = betterAuth.callers().user("ada").sessionToken();
        assertThat(getSession(session).body()).startsWith("{\"session\"");

        betterAuth.signOut("ada");

        assertThat(getSession(session).body()).isEqualTo("null");
    }

    @Test
    void endsSessionsOfABannedUser() throws Exception {
        TestCredential cookie = betterAuth.callers().user("ada").cookie();
        betterAuth.ban("ada");

        assertThat(getSession(cookie).body()).isEqualTo("null");
    }

    @Test
    void answersNullForExpiredSessions() throws Exception {
        assertThat(getSession(betterAuth.callers().user("ada").expired().cookie()).body())
                .isEqualTo("null");
        TestCredential session = betterAuth.callers().user("ada").sessionToken();
        clock.advance(Duration.ofDays(8));
        assertThat(getSession(session).body()).isEqualTo("null");
    }

    @Test
    void extendsASessionOnceADay() throws Exception {
        TestCredential session = betterAuth.callers().user("ada").cookie();
        assertThat(getSession(session).headers().map()).doesNotContainKey("set-auth-token");
        clock.advance(Duration.ofDays(1));

        HttpResponse<String> extended = getSession(session);

        assertThat(extended.headers().map()).containsKeys("set-auth-token", "set-cookie");
        assertThat(getSession(session).headers().map()).doesNotContainKey("set-auth-token");
    }

    @Test
    void limitsCallsUntilAPause() throws Exception {
        betterAuth.limitCalls(2);
        TestCredential session = betterAuth.callers().user("ada").sessionToken();
        assertThat(getSession(session).statusCode()).isEqualTo(200);
        assertThat(getSession(session).statusCode()).isEqualTo(200);

        HttpResponse<String> refused = getSession(session);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("x-retry-after")).contains("10");
        clock.advance(Duration.ofSeconds(10));
        assertThat(getSession(session).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesApiKeysThatAreExhaustedOrExpired() throws Exception {
        betterAuth.limitApiKeys(1);
        TestCredential key = betterAuth.callers().user("ada").apiKey();
        assertThat(getSession(key).statusCode()).isEqualTo(200);
        assertThat(getSession(key).statusCode()).isEqualTo(429);
        assertThat(getSession(betterAuth.callers().user("ada").expired().apiKey()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void failsAsItIsToldTo() throws Exception {
        TestCredential session = betterAuth.callers().user("ada").sessionToken();
        betterAuth.fail("/get-session", Fault.status(500));
        assertThat(getSession(session).statusCode()).isEqualTo(500);
        betterAuth.fail("/get-session", Fault.body("<html>"));
        assertThat(getSession(session).body()).isEqualTo("<html>");
        betterAuth.fail("/get-session", Fault.delay(Duration.ofMillis(1)));
        assertThat(getSession(session).body()).startsWith("{\"session\"");
        betterAuth.fail("/get-session", Fault.closedConnection());
        assertThatThrownBy(() -> getSession(session)).isInstanceOf(IOException.class);

        betterAuth.recover();

        assertThat(getSession(session).statusCode()).isEqualTo(200);
        assertThat(betterAuth.calls("/get-session")).isGreaterThanOrEqualTo(5);
    }

    @Test
    void handsItsSettingsOverInEachForm() {
        String url = betterAuth.url().toString();
        assertThat(betterAuth.settings()).containsEntry("better-auth.url", url);
        assertThat(betterAuth.environment())
                .containsEntry("BETTER_AUTH_URL", url)
                .containsEntry("BETTER_AUTH_API_KEY_ENABLED", "true");
        assertThat(betterAuth.properties()).contains("better-auth.url=" + url + "\n");
    }

    @Test
    void isReachedFromAContainerByAnotherName() {
        Map<String, String> environment = betterAuth.environmentFor("127.0.0.1");
        Settings settings =
                Settings.read(
                        new ConfigValues(
                                key ->
                                        Optional.ofNullable(
                                                environment.get(
                                                        key.replaceAll("[.-]", "_")
                                                                .toUpperCase(Locale.ROOT)))));

        assertThat(settings.url().getHost()).isEqualTo("127.0.0.1");
        assertThat(
                        TokenAuthenticator.create(settings, identities(), clock, Runnable::run)
                                .authenticate(betterAuth.callers().user("ada").bearer().value()))
                .isInstanceOf(Verified.class);
    }

    @Test
    void printsNoSecret() {
        TestCredential credential = betterAuth.callers().user("ada").bearer();

        assertThat(credential.toString()).doesNotContain(credential.value());
        assertThat(betterAuth.toString()).doesNotContain(FakeBetterAuth.SECRET);
        assertThat(betterAuth.callers().user("ada").toString()).isEqualTo("TestCaller[ada]");
    }

    private HttpResponse<String> getSession(TestCredential credential)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(betterAuth.url().resolve("/api/auth/get-session"));
        return client.send(credential.on(request).build(), BodyHandlers.ofString());
    }

    private Authentication authenticate(TestCredential credential) {
        return tokens().authenticate(credential.value());
    }

    /** By the library, whose source of sessions is unavailable. */
    private Authentication readCache(String cookie, @Nullable String data) {
        String value = URLDecoder.decode(cookie.split("=", 2)[1], UTF_8);
        int dot = value.lastIndexOf('.');
        return SessionAuthenticators.create(
                        settings(),
                        query -> new SessionAnswer.Unavailable("down", null, false),
                        tokens().sessionCacheTokens(),
                        identities(),
                        clock,
                        Runnable::run)
                .authenticate(
                        new SessionCookie(
                                cookie.split("=", 2)[0],
                                new SessionToken(value.substring(0, dot), value.substring(dot + 1)),
                                data),
                        "192.0.2.1");
    }

    private TokenAuthenticator tokens() {
        return TokenAuthenticator.create(settings(), identities(), clock, Runnable::run);
    }

    private ClaimsMapper identities() {
        return new ClaimsMapper(new Roles(List.of("groups", "role")), clock);
    }

    private Settings settings() {
        return Settings.read(
                new ConfigValues(key -> Optional.ofNullable(betterAuth.settings().get(key))));
    }
}
