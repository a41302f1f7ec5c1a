package betterauth.jakarta.it.threads;

import betterauth.jakarta.RequireRole;
import jakarta.enterprise.context.ApplicationScoped;

/** What only administrators may have. */
@ApplicationScoped
@RequireRole("admin")
public class Vault {

    public String secret() {
        return "secret";
    }
}
