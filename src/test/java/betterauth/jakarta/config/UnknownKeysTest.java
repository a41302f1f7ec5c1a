package betterauth.jakarta.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownKeysTest {

    @ParameterizedTest
    @CsvSource({
        "better-auth.session.cache-tll, better-auth.session.cache-ttl",
        "better-auth.sesion.cache-ttl, better-auth.session.cache-ttl",
        "better-auth.cors.allowed-origin, better-auth.cors.allowed-origins",
        "better-auth.uri, better-auth.url",
        "BETTER_AUTH_SESSION_CACHE_TLL, BETTER_AUTH_SESSION_CACHE_TTL",
        "BETTER_AUTH_URI, BETTER_AUTH_URL"
    })
    void namesTheNearestKey(String unknown, String nearest) {
        assertThat(UnknownKeys.ofSettings().among(List.of(unknown, unknown)))
                .containsExactly("There is no setting " + unknown + ": the nearest is " + nearest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "better-auth.url",
                "better-auth.session.cookie-prefix",
                "better-auth.jwt.secret",
                "better-auth.client/mp-rest/url",
                "better-authority.url",
                "mp.jwt.verify.issuer",
                "BETTER_AUTH_URL",
                "BETTER_AUTH_COOKIE_CACHE_VERSION",
                "BETTER_AUTH_TRUSTED_ORIGINS",
                "BETTER_AUTH_TELEMETRY",
                "BETTER_AUTH_TELEMETRY_ENDPOINT",
                "BETTER_AUTHORITY",
                "BETTER_AUTH_SERVICE_HOST",
                "BETTER_AUTH_SERVICE_PORT_HTTP",
                "BETTER_AUTH_PORT",
                "BETTER_AUTH_PORT_3000_TCP_ADDR",
                "JWT_SECRET"
            })
    void saysNothingOfOtherNames(String name) {
        assertThat(UnknownKeys.ofSettings().among(List.of(name))).isEmpty();
    }

    @Test
    void saysNothingOfNothing() {
        assertThat(UnknownKeys.ofSettings().among(List.of())).isEmpty();
    }
}
