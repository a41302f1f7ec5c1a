package betterauth.jakarta.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.MutableClock;
import betterauth.jakarta.cache.ObservableCache;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.credential.Credential;
import betterauth.jakarta.credential.SessionCredential.BearerSession;
import betterauth.jakarta.credential.SessionToken;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.identity.UserPrincipal;
import betterauth.jakarta.observe.CacheManagement;
import betterauth.jakarta.session.SessionAuthenticators;
import betterauth.jakarta.spi.SessionAnswer.Found;
import betterauth.jakarta.spi.SessionQuery;
import betterauth.jakarta.token.TestKeys;
import betterauth.jakarta.token.TokenAuthenticator;
import jakarta.json.Json;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;

/** Two issuers at once: nothing of one is the other's. */
class IssuerTest {

    private static final String TOKEN = "c5OA5Y45UTvNAW7QpY9yJgZWzvC8kvMI";
    private static final Credential SESSION =
            new Credential.Session(new BearerSession(new SessionToken(TOKEN, null)));
    private static final PublicJsonWebKey KEY = TestKeys.generate(JwsAlgorithm.ES256, "one");

    private final MutableClock clock = new MutableClock();
    private final Map<String, Integer> calls = new HashMap<>();
    private final Issuer one = issuer("https://one.example");
    private final Issuer two = issuer("https://two.example");

    @Test
    void makesPrincipalsThatEqualNoOthers() {
        UserPrincipal ofOne = caller(one, SESSION);
        UserPrincipal ofTwo = caller(two, SESSION);

        assertThat(ofOne.getSubject()).isEqualTo(ofTwo.getSubject());
        assertThat(ofOne).isNotEqualTo(ofTwo).isEqualTo(caller(one, SESSION));
        assertThat(ofOne.getIssuer()).isEqualTo("https://one.example");
    }

    @Test
    void cachesItsOwnSessions() {
        caller(one, SESSION);
        caller(one, SESSION);
        caller(two, SESSION);
        assertThat(calls).isEqualTo(Map.of(one.url(), 1, two.url(), 1));

        one.revoke("s1");
        clock.advance(Duration.ofMillis(1));

        caller(one, SESSION);
        caller(two, SESSION);
        assertThat(calls).isEqualTo(Map.of(one.url(), 2, two.url(), 1));
    }

    @Test
    void acceptsItsOwnTokens() {
        Credential token = new Credential.Jwt(token(one.url()));

        assertThat(caller(one, token).getIssuer()).isEqualTo(one.url());
        assertThat(two.authenticate(token, "")).isInstanceOf(Rejected.class);
        assertThat(statistics(two, "tokens")).isZero();
    }

    @Test
    void showsItsCachesUnderItsName() throws MalformedObjectNameException {
        CacheManagement first = new CacheManagement();
        CacheManagement second = new CacheManagement();
        try {
            first.register(one.caches(), one.url(), "/issuers");
            second.register(two.caches(), two.url(), "/issuers");

            for (Issuer issuer : List.of(one, two)) {
                ObjectName names =
                        new ObjectName(
                                "betterauth.jakarta:type=Cache,context=\"/issuers\",issuer="
                                        + ObjectName.quote(issuer.url())
                                        + ",*");
                assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(names, null))
                        .hasSameSizeAs(issuer.caches());
            }
        } finally {
            first.unregister();
            second.unregister();
        }
    }

    private static long statistics(Issuer issuer, String cache) {
        return issuer.caches().stream()
                .filter(each -> each.name().equals(cache))
                .map(ObservableCache::statistics)
                .findFirst()
                .orElseThrow()
                .size();
    }

    private static UserPrincipal caller(Issuer issuer, Credential credential) {
        return ((Verified) issuer.authenticate(credential, "192.0.2.1")).caller();
    }

    private Issuer issuer(String url) {
        Map<String, String> values =
                Map.of("better-auth.url", url, "mp.jwt.verify.publickey", TestKeys.jwks(KEY));
        Settings settings =
                Settings.read(new ConfigValues(key -> Optional.ofNullable(values.get(key))));
        ClaimsMapper identities = new ClaimsMapper(new Roles(List.of("role")), clock);
        TokenAuthenticator tokens =
                TokenAuthenticator.create(settings, identities, clock, Runnable::run);
        return new Issuer(
                url,
                tokens,
                SenderConstraint.create(settings, clock),
                SessionAuthenticators.create(
                        settings,
                        query -> found(url, query),
                        tokens.sessionCacheTokens(),
                        identities,
                        clock,
                        Runnable::run));
    }

    private Found found(String url, SessionQuery query) {
        calls.merge(url, 1, Integer::sum);
        return new Found(
                Json.createObjectBuilder()
                        .add("id", "s1")
                        .add("token", query.token())
                        .add("expiresAt", "2099-01-01T00:00:00Z")
                        .build(),
                Json.createObjectBuilder().add("id", "u1").build());
    }

    private String token(String issuer) {
        long now = clock.instant().getEpochSecond();
        return TestKeys.sign(
                KEY,
                "ES256",
                "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"u1\",\"iat\":%d,\"exp\":%d}"
                        .formatted(issuer, issuer, now, now + 900),
                Map.of());
    }
}
