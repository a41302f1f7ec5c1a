package betterauth.jakarta.it.mcp;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.CurrentClient;
import betterauth.jakarta.CurrentUser;
import betterauth.jakarta.RequireRole;
import betterauth.jakarta.RequireScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What a model may do, by the scopes that the user granted to its client. */
@ApplicationScoped
public class Tools {

    @Inject CurrentUser user;

    @Inject CurrentClient client;

    @Authenticated
    public String list() {
        return "orders of " + user.id() + " for " + client.id().orElse("nobody");
    }

    @RequireScope({"orders:read", "orders:write"})
    public String cancel() {
        return "cancelled for " + client.id().orElse("nobody");
    }

    @RequireRole("admin")
    public String purge() {
        return "purged";
    }
}
