package betterauth.jakarta.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import betterauth.jakarta.testkit.BetterAuthTest;
import betterauth.jakarta.testkit.Callers;
import betterauth.jakarta.testkit.CookieCache;
import betterauth.jakarta.testkit.FakeBetterAuth;
import betterauth.jakarta.testkit.TokenAlgorithm;
import java.net.URI;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** {@code @BetterAuthTest} starts a Better Auth for a class, injects it and stops it. */
class BetterAuthTestTest {

    private static final String KEY = "better-auth.cookie-cache";

    private static URI seen;

    @Test
    void startsForAClassAndLeavesNothingBehind() {
        System.setProperty(KEY, "jwe");
        try {
            SummaryGeneratingListener summary = run(OfAClass.class);

            assertThat(summary.getSummary().getFailures()).isEmpty();
            assertThat(summary.getSummary().getTestsSucceededCount()).isEqualTo(2);
            assertThat(System.getProperty(KEY)).isEqualTo("jwe");
            assertThat(System.getProperty("better-auth.url")).isNotEqualTo(seen.toString());
            assertThat(System.getProperty("better-auth.roles.claims")).isNull();
        } finally {
            System.clearProperty(KEY);
        }
    }

    @Test
    void injectsAnInstanceForAllTests() {
        SummaryGeneratingListener summary = run(WithOneInstance.class);

        assertThat(summary.getSummary().getFailures()).isEmpty();
        assertThat(summary.getSummary().getTestsSucceededCount()).isOne();
    }

    @Test
    void refusesASettingWithoutAValue() {
        assertThat(run(WithABadSetting.class).getSummary().getFailures())
                .singleElement()
                .satisfies(
                        failure ->
                                assertThat(failure.getException())
                                        .hasMessage(
                                                "@BetterAuthTest settings must be key=value:"
                                                        + " better-auth.url"));
    }

    private static SummaryGeneratingListener run(Class<?> test) {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(selectClass(test)).build();
        LauncherConfig config =
                LauncherConfig.builder()
                        .enableLauncherSessionListenerAutoRegistration(false)
                        .build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create(config).execute(request, summary);
        return summary;
    }

    @BetterAuthTest(
            algorithm = TokenAlgorithm.HS256,
            cookieCache = CookieCache.COMPACT,
            settings = "better-auth.roles.claims=role")
    static class OfAClass {

        static FakeBetterAuth betterAuth;
        Callers injected;

        @Test
        void setsSystemProperties(FakeBetterAuth parameter, Callers callers) {
            seen = betterAuth.url();
            assertThat(parameter).isSameAs(betterAuth);
            assertThat(injected).isSameAs(callers);
            assertThat(System.getProperty("better-auth.url")).isEqualTo(seen.toString());
            assertThat(System.getProperty(KEY)).isEqualTo("compact");
            assertThat(System.getProperty("better-auth.jwt.secret")).isNotNull();
            assertThat(System.getProperty("better-auth.roles.claims")).isEqualTo("role");
        }

        @Nested
        class InANestedClass {

            @Test
            void sharesIt(FakeBetterAuth parameter) {
                assertThat(parameter).isSameAs(betterAuth);
            }
        }
    }

    @BetterAuthTest
    @TestInstance(Lifecycle.PER_CLASS)
    static class WithOneInstance {

        FakeBetterAuth betterAuth;

        @Test
        void isInjected() {
            assertThat(betterAuth).isNotNull();
        }
    }

    @BetterAuthTest(settings = "better-auth.url")
    static class WithABadSetting {

        @Test
        void isNotReached() {}
    }
}
