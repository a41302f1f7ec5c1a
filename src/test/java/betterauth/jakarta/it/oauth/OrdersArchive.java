package betterauth.jakarta.it.oauth;

import betterauth.jakarta.RequireScope;
import jakarta.enterprise.context.ApplicationScoped;

/** Guarded by a scope as a CDI bean. */
@ApplicationScoped
public class OrdersArchive {

    @RequireScope(value = "orders:write", firstParty = false)
    public String clear() {
        return "cleared";
    }
}
