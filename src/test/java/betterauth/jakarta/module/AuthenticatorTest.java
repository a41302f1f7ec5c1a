package betterauth.jakarta.module;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.MutableClock;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.credential.CredentialReader;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.issuer.Issuer;
import betterauth.jakarta.issuer.SenderConstraint;
import betterauth.jakarta.session.SessionAuthenticators;
import betterauth.jakarta.spi.SessionAnswer.Absent;
import betterauth.jakarta.token.TokenAuthenticator;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

    private final MutableClock clock = new MutableClock();
    private final List<Authentication> outcomes = new ArrayList<>();
    private final Authenticator authenticator = authenticator();

    @Test
    void findsNobodyWithoutACredential() {
        assertThat(authenticate(null)).isEqualTo(new Anonymous());
    }

    @Test
    void rejectsWhatTheSourceDoesNotKnow() {
        assertThat(authenticate("Bearer " + "x".repeat(32)))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected ->
                                assertThat(rejected.code()).isEqualTo(RefusalCode.INVALID_SESSION));
    }

    @Test
    void rejectsWhatIsNoCredential() {
        assertThat(authenticate("Basic YTpi")).isInstanceOf(Rejected.class);
        assertThat(outcomes).hasSize(1).allMatch(Rejected.class::isInstance);
    }

    @Test
    void leavesUndecidedByAnInternalError() {
        HttpServletRequest broken =
                (HttpServletRequest)
                        Proxy.newProxyInstance(
                                AuthenticatorTest.class.getClassLoader(),
                                new Class<?>[] {HttpServletRequest.class},
                                (proxy, method, arguments) -> {
                                    throw new IllegalStateException("broken");
                                });

        assertThat(authenticator.authenticate(broken)).isInstanceOf(Unavailable.class);
    }

    private Authentication authenticate(String authorization) {
        return authenticator.authenticate(
                (HttpServletRequest)
                        Proxy.newProxyInstance(
                                AuthenticatorTest.class.getClassLoader(),
                                new Class<?>[] {HttpServletRequest.class},
                                (proxy, method, arguments) ->
                                        switch (method.getName()) {
                                            case "getHeaders" ->
                                                    Collections.enumeration(
                                                            "Authorization".equals(arguments[0])
                                                                            && authorization != null
                                                                    ? List.of(authorization)
                                                                    : List.of());
                                            case "getRemoteAddr" -> "192.0.2.1";
                                            case "getHeader" -> null;
                                            default ->
                                                    throw new IllegalStateException(
                                                            method.getName());
                                        }));
    }

    private Authenticator authenticator() {
        Map<String, String> values = Map.of("better-auth.url", "https://auth.example.com");
        Settings settings =
                Settings.read(new ConfigValues(key -> Optional.ofNullable(values.get(key))));
        ClaimsMapper claims = new ClaimsMapper(new Roles(List.of("role")), clock);
        TokenAuthenticator tokens =
                TokenAuthenticator.create(settings, claims, clock, Runnable::run);
        Issuer issuer =
                new Issuer(
                        "https://auth.example.com",
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
                (credential, outcome, address) -> outcomes.add(outcome),
                clock);
    }
}
