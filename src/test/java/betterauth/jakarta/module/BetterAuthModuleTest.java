package betterauth.jakarta.module;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.caller.RequestOutcome;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.Profile;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.credential.CredentialReader;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.issuer.Issuer;
import betterauth.jakarta.issuer.SenderConstraint;
import betterauth.jakarta.run.DpopKey;
import betterauth.jakarta.session.SessionAuthenticators;
import betterauth.jakarta.spi.SessionAnswer.Absent;
import betterauth.jakarta.token.TestKeys;
import betterauth.jakarta.token.TokenAuthenticator;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BetterAuthModuleTest {

    private static final String ISSUER = "https://auth.example.com/api/auth";
    private static final String RESOURCE = "https://api.example.com";
    private static final PublicJsonWebKey KEY = TestKeys.generate(JwsAlgorithm.ES256, "one");

    private final Clock clock = Clock.systemUTC();
    private final DpopKey key = new DpopKey();
    private final List<Principal> established = new ArrayList<>();
    private final BetterAuthModule module =
            new BetterAuthModule(
                    authenticator(), (request, response, outcome) -> {}, Profile.BETTER_AUTH);

    @BeforeEach
    void initialize() {
        module.initialize(null, null, this::handle, Map.of());
    }

    /** As {@code HttpServletRequest.authenticate} has it, and Payara for {@code @PermitAll}. */
    @Test
    void acceptsTheProofOfARequestThatTheServerAuthenticatesAgain() throws AuthException {
        String token = token();
        MessageInfo request = request(token, proof(token));

        assertThat(authenticate(request)).isEqualTo(AuthStatus.SUCCESS);
        assertThat(authenticate(request)).isEqualTo(AuthStatus.SUCCESS);
        assertThat(established)
                .hasSize(2)
                .allSatisfy(
                        principal ->
                                assertThat(principal).isNotNull().isSameAs(established.get(0)));
    }

    @Test
    void acceptsAProofInNoOtherRequest() throws AuthException {
        String token = token();
        String proof = proof(token);
        authenticate(request(token, proof));

        authenticate(request(token, proof));

        assertThat(established).hasSize(2).last().isNull();
    }

    @Test
    void acceptsAProofNoMoreOnceItsCallerSignedOut() throws AuthException {
        String token = token();
        MessageInfo request = request(token, proof(token));
        authenticate(request);
        RequestOutcome.end((HttpServletRequest) request.getRequestMessage());

        authenticate(request);

        assertThat(established).hasSize(2).last().isNull();
    }

    private AuthStatus authenticate(MessageInfo request) throws AuthException {
        return module.validateRequest(request, new Subject(), null);
    }

    private void handle(Callback... callbacks) {
        for (Callback callback : callbacks) {
            if (callback instanceof CallerPrincipalCallback caller) {
                established.add(caller.getPrincipal());
            }
        }
    }

    private String proof(String token) {
        return key.proof("GET", URI.create(RESOURCE + "/orders"), token);
    }

    private String token() {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims =
                Map.of(
                        "iss",
                        ISSUER,
                        "aud",
                        RESOURCE,
                        "sub",
                        "u1",
                        "client_id",
                        "partner",
                        "scope",
                        "orders:read",
                        "iat",
                        now,
                        "exp",
                        now + 60,
                        "cnf",
                        Map.of("jkt", key.thumbprint()));
        return TestKeys.sign(KEY, "ES256", JsonUtil.toJson(claims), Map.of("typ", "at+jwt"));
    }

    private static MessageInfo request(String token, String proof) {
        Map<String, String> headers = Map.of("Authorization", "DPoP " + token, "DPoP", proof);
        Map<String, Object> attributes = new HashMap<>();
        HttpServletRequest request =
                (HttpServletRequest)
                        Proxy.newProxyInstance(
                                BetterAuthModuleTest.class.getClassLoader(),
                                new Class<?>[] {HttpServletRequest.class},
                                (proxy, method, arguments) ->
                                        switch (method.getName()) {
                                            case "getHeaders" ->
                                                    Collections.enumeration(
                                                            Optional.ofNullable(
                                                                            headers.get(
                                                                                    (String)
                                                                                            arguments[
                                                                                                    0]))
                                                                    .stream()
                                                                    .toList());
                                            case "getHeader" -> null;
                                            case "getMethod" -> "GET";
                                            case "getRemoteAddr" -> "192.0.2.1";
                                            case "getServerName" -> "api.example.com";
                                            case "getServerPort" -> 443;
                                            case "getRequestURI" -> "/orders";
                                            case "getAttribute" -> attributes.get(arguments[0]);
                                            case "setAttribute" ->
                                                    attributes.put(
                                                            (String) arguments[0], arguments[1]);
                                            default ->
                                                    throw new IllegalStateException(
                                                            method.getName());
                                        });
        return new Messages(request);
    }

    private Authenticator authenticator() {
        Map<String, String> values =
                Map.of(
                        "better-auth.url",
                        "https://auth.example.com",
                        "better-auth.oauth.resource",
                        RESOURCE,
                        "mp.jwt.verify.publickey",
                        TestKeys.jwks(KEY));
        Settings settings =
                Settings.read(new ConfigValues(name -> Optional.ofNullable(values.get(name))));
        ClaimsMapper claims = new ClaimsMapper(new Roles(List.of("role")), clock);
        TokenAuthenticator tokens =
                TokenAuthenticator.create(settings, claims, clock, Runnable::run);
        Issuer issuer =
                new Issuer(
                        ISSUER,
                        tokens,
                        SenderConstraint.create(settings, clock),
                        SessionAuthenticators.create(
                                settings,
                                query -> new Absent(),
                                tokens.sessionCacheTokens(),
                                claims,
                                clock,
                                Runnable::run));
        return new Authenticator(
                new CredentialReader(settings),
                issuer,
                (credential, outcome, address) -> {},
                clock);
    }

    private record Messages(HttpServletRequest request) implements MessageInfo {

        @Override
        public Object getRequestMessage() {
            return request;
        }

        @Override
        public Object getResponseMessage() {
            return (HttpServletResponse)
                    Proxy.newProxyInstance(
                            BetterAuthModuleTest.class.getClassLoader(),
                            new Class<?>[] {HttpServletResponse.class},
                            (proxy, method, arguments) -> null);
        }

        @Override
        public void setRequestMessage(Object message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setResponseMessage(Object message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, Object> getMap() {
            return Map.of();
        }
    }
}
