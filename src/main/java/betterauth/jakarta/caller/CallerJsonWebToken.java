package betterauth.jakarta.caller;

import betterauth.jakarta.identity.Authentication.Verified;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.security.Principal;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @Inject JsonWebToken} and {@code @Inject Principal} give. Some servers inject an
 * empty token where a Jakarta Authentication module established the caller; this alternative asks
 * for the caller at each call.
 *
 * <p>For an anonymous caller the token is empty: every getter answers null (MicroProfile JWT 2.1,
 * section 7.1.1).
 */
@Alternative
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
@ApplicationScoped
@Typed({JsonWebToken.class, Principal.class})
public class CallerJsonWebToken implements JsonWebToken {

    @Inject Caller caller;

    @Override
    public @Nullable String getName() {
        JsonWebToken token = token();
        return token == null ? null : token.getName();
    }

    @Override
    public @Nullable Set<String> getClaimNames() {
        JsonWebToken token = token();
        return token == null ? null : token.getClaimNames();
    }

    @Override
    public <T> @Nullable T getClaim(String claimName) {
        JsonWebToken token = token();
        return token == null ? null : token.getClaim(claimName);
    }

    @Override
    public @Nullable Set<String> getGroups() {
        JsonWebToken token = token();
        return token == null ? null : token.getGroups();
    }

    @Override
    public String toString() {
        return "CallerJsonWebToken[" + (token() == null ? "anonymous" : "authenticated") + "]";
    }

    private @Nullable JsonWebToken token() {
        return caller.authentication() instanceof Verified verified ? verified.caller() : null;
    }
}
