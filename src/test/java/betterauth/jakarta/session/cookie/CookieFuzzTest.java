package betterauth.jakarta.session.cookie;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.FuzzInput;
import betterauth.jakarta.MutableClock;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Secret;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.credential.SessionCredential.SessionCookie;
import betterauth.jakarta.credential.SessionToken;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Identity;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.jose.Hmac;
import betterauth.jakarta.session.SessionAuthenticator;
import betterauth.jakarta.session.SessionAuthenticators;
import betterauth.jakarta.token.SessionCacheTokens;
import betterauth.jakarta.token.TokenAuthenticator;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Feeds what a fuzzer makes to what reads session cookies and each strategy of cached session. */
class CookieFuzzTest {

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "better-auth.url", "https://auth.example.com",
                    "better-auth.secret", "0123456789abcdef0123456789abcdef",
                    "better-auth.session.cache-size", "0",
                    "better-auth.cookie-cache", "compact",
                    "mp.jwt.verify.publickey.location",
                            "classpath:/betterauth/jakarta/token/TokenFuzzTestKeys.json");

    private static final MutableClock CLOCK = new MutableClock();
    private static final ClaimsMapper IDENTITIES =
            new ClaimsMapper(new Roles(List.of("role")), CLOCK);
    private static final Settings READ =
            Settings.read(new ConfigValues(key -> Optional.ofNullable(SETTINGS.get(key))));
    private static final SessionCacheTokens TOKENS =
            TokenAuthenticator.create(READ, IDENTITIES, CLOCK, Runnable::run).sessionCacheTokens();
    private static final SessionAuthenticator SESSIONS =
            SessionAuthenticators.create(
                    READ,
                    query -> {
                        throw new IllegalStateException("Asked");
                    },
                    TOKENS,
                    IDENTITIES,
                    CLOCK,
                    Runnable::run);
    private static final Secret SECRET = new Secret(SETTINGS.get("better-auth.secret"));
    private static final Hmac HMAC = Hmac.sha256(SECRET.bytes());

    private static final CookieCacheStrategy COMPACT = new CompactStrategy(HMAC);
    private static final CookieCacheStrategy JWT = new JwtStrategy(HMAC);
    private static final CookieCacheStrategy JWE = new JweStrategy(List.of(SECRET));
    private static final CookieCacheStrategy JWKS = new JwksStrategy(TOKENS);

    private static final SessionToken TOKEN =
            SessionToken.parse(FuzzInput.signed(CookieFuzzTest.class, "cookies").iterator().next())
                    .orElseThrow();

    private static final Set<String> COOKIES = signed("cookies");
    private static final Set<String> COMPACTS = signed("compactCaches");
    private static final Set<String> CACHES = signed("signedCaches");
    private static final Set<String> JWTS = signed("jwtCaches");
    private static final Set<String> JWES = signed("jweCaches");
    private static final Set<String> JWKS_TOKENS = signed("jwksCaches");

    /** Better Auth is asked about a cookie that it signed, and about no other. */
    @FuzzTest(maxDuration = "10m")
    void cookies(byte[] data) {
        for (String text : FuzzInput.texts(data)) {
            Optional<SessionToken> token = SessionToken.parse(text);
            if (token.isEmpty()) {
                assertThat(COOKIES).doesNotContain(text);
                continue;
            }
            String canonical = token.get().canonical();
            assertThat(SessionToken.parse(canonical)).isEqualTo(token);
            SessionCookie cookie =
                    new SessionCookie("better-auth.session_token", token.get(), null);
            assertThat(SESSIONS.authenticate(cookie, "192.0.2.1"))
                    .isInstanceOf(COOKIES.contains(canonical) ? Unavailable.class : Rejected.class);
        }
    }

    @FuzzTest(maxDuration = "10m")
    void compactCaches(byte[] data) {
        opensWhatIsSigned(COMPACT, COMPACTS, data);
    }

    @FuzzTest(maxDuration = "10m")
    void jwtCaches(byte[] data) {
        opensWhatIsSigned(JWT, JWTS, data);
    }

    @FuzzTest(maxDuration = "10m")
    void jweCaches(byte[] data) {
        opensWhatIsSigned(JWE, JWES, data);
    }

    @FuzzTest(maxDuration = "10m")
    void jwksCaches(byte[] data) {
        opensWhatIsSigned(JWKS, JWKS_TOKENS, data);
    }

    /** What is cached, signed as it is: a session that has ended is none, whatever else it says. */
    @FuzzTest(maxDuration = "10m")
    void signedCaches(byte[] data) {
        for (String payload : FuzzInput.texts(data)) {
            SessionCookie cookie =
                    new SessionCookie("better-auth.session_token", TOKEN, compact(payload));
            Authentication authentication = SESSIONS.authenticate(cookie, "192.0.2.1");
            if (authentication instanceof Verified verified) {
                Identity identity = verified.caller().identity();
                assertThat(identity.session().expiresAt()).isAfter(CLOCK.instant());
                assertThat(payload).contains(TOKEN.value());
            } else {
                assertThat(CACHES).doesNotContain(payload);
            }
        }
    }

    private static void opensWhatIsSigned(
            CookieCacheStrategy strategy, Set<String> signed, byte[] data) {
        for (String text : FuzzInput.texts(data)) {
            assertThat(strategy.open(text).isPresent()).isEqualTo(signed.contains(text));
        }
    }

    private static String compact(String payload) {
        long until = CLOCK.instant().plusSeconds(300).toEpochMilli();
        String signed =
                payload.substring(0, Math.max(payload.length() - 1, 0))
                        + ",\"expiresAt\":%d}".formatted(until);
        String text =
                "{\"session\":%s,\"expiresAt\":%d,\"signature\":\"%s\"}"
                        .formatted(
                                payload,
                                until,
                                FuzzInput.encode(
                                        FuzzInput.hmac(
                                                SETTINGS.get("better-auth.secret"), signed)));
        return FuzzInput.encode(text.getBytes(UTF_8));
    }

    private static Set<String> signed(String method) {
        return FuzzInput.signed(CookieFuzzTest.class, method);
    }
}
