package betterauth.jakarta.it.threads;

import betterauth.jakarta.AccessDeniedException;
import betterauth.jakarta.AuthenticationRequiredException;
import betterauth.jakarta.CurrentUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Tells who calls on the thread that asks, by {@code CurrentUser}, by the guard and by the token.
 */
@ApplicationScoped
public class Witness {

    @Inject CurrentUser user;

    @Inject JsonWebToken token;

    @Inject Vault vault;

    /** Such as {@code grace@example.com secret grace@example.com}. */
    public String testify() {
        String email = user.isAuthenticated() ? user.email().orElse("?") : "nobody";
        Object claim = token.getClaim("email");
        return email + " " + attempt() + " " + claim;
    }

    private String attempt() {
        try {
            return vault.secret();
        } catch (AuthenticationRequiredException nobody) {
            return "unauthenticated";
        } catch (AccessDeniedException lacking) {
            return "denied";
        }
    }
}
