package betterauth.jakarta.testkit;

import betterauth.jakarta.caller.TestBinding;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.UserPrincipal;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The security context of a server that has the caller of the test. */
final class TestSecurityContext implements SecurityContext {

    @Override
    public @Nullable Principal getCallerPrincipal() {
        return TestBinding.current().principal();
    }

    @Override
    public <T extends Principal> Set<T> getPrincipalsByType(Class<T> type) {
        return Stream.ofNullable(TestBinding.current().principal())
                .flatMap(
                        each -> type.isInstance(each) ? Stream.of(type.cast(each)) : Stream.empty())
                .collect(Collectors.toSet());
    }

    @Override
    public boolean isCallerInRole(String role) {
        return caller().filter(each -> each.getGroups().contains(role)).isPresent();
    }

    /** There are no web resources without a server. */
    @Override
    public boolean hasAccessToWebResource(String resource, String... methods) {
        return false;
    }

    @Override
    public AuthenticationStatus authenticate(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationParameters parameters) {
        throw new UnsupportedOperationException("A test without a server authenticates nobody");
    }

    private static Optional<UserPrincipal> caller() {
        return TestBinding.current() instanceof Verified verified
                ? Optional.of(verified.caller())
                : Optional.empty();
    }
}
