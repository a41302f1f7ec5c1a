package betterauth.jakarta.issuer;

import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.credential.Credential;
import betterauth.jakarta.dpop.DpopRequest;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.run.DpopKey;
import betterauth.jakarta.session.SessionAuthenticators;
import betterauth.jakarta.spi.SessionAnswer.Absent;
import betterauth.jakarta.token.TestKeys;
import betterauth.jakarta.token.TokenAuthenticator;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** A known access token beside a known JWT of /token, and one that needs a proof each time. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AccessTokenBenchmark {

    private static final String ORIGIN = "https://auth.example.com";
    private static final String RESOURCE = "https://api.example.com";
    private static final int PROOFS = 500;
    private static final URI URL = URI.create(RESOURCE + "/orders");

    /** What is the same for each call. */
    @State(Scope.Benchmark)
    public static class Known {

        private final PublicJsonWebKey key = TestKeys.generate(JwsAlgorithm.ES256, "one");
        private final DpopKey client = new DpopKey();
        private final Issuer issuer = issuer(key);
        private final Credential userToken = new Credential.Jwt(sign(key, null, Map.of()));
        private final Credential accessToken =
                new Credential.Jwt(sign(key, "at+jwt", Map.of("client_id", "partner")));
        private final String boundToken =
                sign(
                        key,
                        "at+jwt",
                        Map.of("client_id", "partner", "cnf", Map.of("jkt", client.thumbprint())));
    }

    /** A proof counts once. */
    @State(Scope.Thread)
    public static class Proofs {

        private final List<Credential> credentials = new ArrayList<>();

        @Setup(Level.Invocation)
        public void prepare(Known known) {
            credentials.clear();
            for (int i = 0; i < PROOFS; i++) {
                String proof = known.client.proof("GET", URL, known.boundToken);
                credentials.add(
                        new Credential.Jwt(
                                known.boundToken,
                                new DpopRequest(List.of(proof), "GET", URL.toString())));
            }
        }
    }

    @Benchmark
    public Authentication userToken(Known known) {
        return verified(known.issuer.authenticate(known.userToken, "192.0.2.1"));
    }

    @Benchmark
    public Authentication accessToken(Known known) {
        return verified(known.issuer.authenticate(known.accessToken, "192.0.2.1"));
    }

    @Benchmark
    @OperationsPerInvocation(PROOFS)
    public void boundToken(Known known, Proofs proofs, Blackhole results) {
        for (Credential credential : proofs.credentials) {
            results.consume(verified(known.issuer.authenticate(credential, "192.0.2.1")));
        }
    }

    private static Authentication verified(Authentication outcome) {
        if (outcome.principal() == null) {
            throw new IllegalStateException(outcome.toString());
        }
        return outcome;
    }

    private static Issuer issuer(PublicJsonWebKey key) {
        Map<String, String> values =
                Map.of(
                        "better-auth.url",
                        ORIGIN,
                        "mp.jwt.verify.publickey",
                        TestKeys.jwks(key),
                        "better-auth.oauth.resource",
                        RESOURCE,
                        "better-auth.oauth.dpop.replay-cache-bytes",
                        "1GiB");
        Settings settings =
                Settings.read(new ConfigValues(name -> Optional.ofNullable(values.get(name))));
        Clock clock = Clock.systemUTC();
        ClaimsMapper identities = new ClaimsMapper(new Roles(List.of("role")), clock);
        TokenAuthenticator tokens =
                TokenAuthenticator.create(settings, identities, clock, Runnable::run);
        return new Issuer(
                ORIGIN,
                tokens,
                SenderConstraint.create(settings, clock),
                SessionAuthenticators.create(
                        settings,
                        query -> new Absent(),
                        tokens.sessionCacheTokens(),
                        identities,
                        clock,
                        Runnable::run));
    }

    private static String sign(PublicJsonWebKey key, String typ, Map<String, Object> more) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", typ == null ? ORIGIN : ORIGIN + "/api/auth");
        claims.put("aud", typ == null ? ORIGIN : RESOURCE);
        claims.put("sub", "u1");
        claims.put("iat", now);
        claims.put("exp", now + 3600);
        claims.put("scope", "orders:read");
        claims.putAll(more);
        return TestKeys.sign(
                key, "ES256", JsonUtil.toJson(claims), typ == null ? Map.of() : Map.of("typ", typ));
    }
}
