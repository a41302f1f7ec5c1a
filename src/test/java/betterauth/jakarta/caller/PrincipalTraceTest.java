package betterauth.jakarta.caller;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.Identity;
import betterauth.jakarta.identity.UserPrincipal;
import jakarta.json.JsonValue;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the traits of a server that is not known, which may do all that any does. */
class PrincipalTraceTest {

    private final Principal principal = new Named("ada");
    private final UserPrincipal caller =
            new UserPrincipal(
                    new Identity(
                            AuthenticationMethod.JWT,
                            "ada",
                            Set.of(),
                            JsonValue.EMPTY_JSON_OBJECT,
                            null),
                    null);

    @AfterEach
    void endTheRequest() {
        PrincipalTrace.establish(null);
        ServerTraits.find(context("unknown"), new Caller());
        ServerTraits.forget();
    }

    @Test
    void believesNoPrincipalThatNoDispatchBrought() {
        assertThat(PrincipalTrace.isCarried(principal)).isFalse();
        PrincipalTrace.establish(principal);
        assertThat(PrincipalTrace.isCarried(principal)).isFalse();
    }

    @Test
    void believesAPrincipalThatMayBeLeftOverDuringItsRequestOnly() {
        dispatch(() -> assertThat(PrincipalTrace.isCarried(principal)).isTrue());

        assertThat(PrincipalTrace.isCarried(principal)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"WildFly 39, true", "Payara Micro, true", "Open Liberty, false"})
    void believesAPrincipalThatWasCarriedAlsoAfterItsRequest(String server, boolean believed) {
        ServerTraits.find(context(server), new Caller());
        dispatch(() -> {});

        assertThat(PrincipalTrace.isCarried(principal)).isEqualTo(believed);
    }

    @Test
    void tellsTwoRequestsOfOneCallerApart() {
        RequestPrincipal first = new RequestPrincipal(caller);
        RequestPrincipal second = new RequestPrincipal(caller);
        assertThat(first).isEqualTo(second);

        PrincipalTrace.enter(first);

        assertThat(PrincipalTrace.isCarried(first)).isTrue();
        assertThat(PrincipalTrace.isCarried(second)).isFalse();
    }

    @Test
    void watchesTheThreadsThatACallerIsCarriedTo() {
        ServerTraits.find(context("Payara Micro"), new Caller());
        PrincipalTrace.establish(caller);
        PrincipalTrace.enter(caller);
        PrincipalTrace.leave(caller, false);
        PrincipalTrace.establish(null);
        assertThat(PrincipalTrace.isCarried(caller)).isTrue();

        CallerBinding.Scope carried =
                CallerBinding.bindCarried(new BoundCaller(new Verified(caller), ""));
        Thread unused = new Thread(() -> {});
        carried.close();

        assertThat(PrincipalTrace.isCarried(caller)).isFalse();
    }

    @Test
    void believesAPrincipalThatAThreadMayHaveInheritedDuringItsRequestOnly() {
        ServerTraits.find(context("Payara Micro"), new Caller());
        dispatch(
                () -> {
                    Thread unused = new Thread(() -> {});
                    assertThat(PrincipalTrace.isCarried(principal)).isTrue();
                });

        assertThat(PrincipalTrace.isCarried(principal)).isFalse();
    }

    @Test
    void believesNoPrincipalOfAnAsynchronousRequestThatMayBeLeftOver() {
        PrincipalTrace.establish(principal);
        PrincipalTrace.enter(principal);
        PrincipalTrace.leave(principal, true);

        dispatch(() -> assertThat(PrincipalTrace.isCarried(principal)).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"WildFly 39", "Payara Micro", "Open Liberty"})
    void believesNoPrincipalThatWasExchangedForAnother(String server) {
        Principal other = new Named("grace");
        PrincipalTrace.enter(other);
        ServerTraits.find(context(server), new Caller());
        dispatch(
                () -> {
                    PrincipalTrace.noteExchange(principal, principal);
                    assertThat(PrincipalTrace.isCarried(principal)).isTrue();
                    assertThat(PrincipalTrace.isCarried(other)).isTrue();

                    PrincipalTrace.noteExchange(principal, other);
                    assertThat(PrincipalTrace.isCarried(principal)).isFalse();
                    assertThat(PrincipalTrace.isCarried(other)).isFalse();
                });
    }

    @Test
    void believesNoPrincipalThatCameFromNowhereOrVanished() {
        Principal other = new Named("grace");
        PrincipalTrace.enter(other);
        dispatch(
                () -> {
                    PrincipalTrace.noteExchange(null, null);
                    PrincipalTrace.noteExchange(principal, null);
                    PrincipalTrace.noteExchange(null, other);

                    assertThat(PrincipalTrace.isCarried(principal)).isFalse();
                    assertThat(PrincipalTrace.isCarried(other)).isFalse();
                });
    }

    @Test
    void tellsPrincipalsApartByIdentity() {
        ServerTraits.find(context("WildFly 39"), new Caller());
        Principal one = new Named("ada");
        Principal other = new Named("ada");
        PrincipalTrace.enter(one);
        PrincipalTrace.leave(one, false);

        assertThat(PrincipalTrace.isCarried(one)).isTrue();
        assertThat(PrincipalTrace.isCarried(other)).isFalse();
    }

    @Test
    void watchesOneRequestAtATime() {
        ServerTraits.find(context("Payara Micro"), new Caller());
        dispatch(() -> {});
        PrincipalTrace.establish(null);
        Thread unused = new Thread(() -> {});

        assertThat(PrincipalTrace.isCarried(principal)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Payara Micro #badassfish, true, false",
        "Payara Server  6.2025.10, true, false",
        "Eclipse GlassFish  7.0.0, true, true",
        "WildFly 39.0.1.Final (WildFly Core 31.0.1.Final) - 2.3.20.Final, false, false",
        "IBM WebSphere Liberty/26.0.0.3, false, true",
        "Open Liberty/26.0.0.3, false, true",
        "'', true, true"
    })
    void knowsServersByWhatTheyCallThemselves(String server, boolean inherited, boolean left) {
        assertThat(ServerTraits.of(server))
                .isEqualTo(new ServerTraits(inherited, left, left, server.startsWith("Payara")));
    }

    private static ServletContext context(String serverInfo) {
        return (ServletContext)
                Proxy.newProxyInstance(
                        PrincipalTraceTest.class.getClassLoader(),
                        new Class<?>[] {ServletContext.class},
                        (proxy, method, arguments) -> serverInfo);
    }

    private record Named(String getName) implements Principal {}

    private void dispatch(Runnable work) {
        PrincipalTrace.establish(principal);
        PrincipalTrace.enter(principal);
        try {
            work.run();
        } finally {
            PrincipalTrace.leave(principal, false);
        }
    }
}
