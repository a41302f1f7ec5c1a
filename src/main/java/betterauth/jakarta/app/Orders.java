package betterauth.jakarta.app;

import betterauth.jakarta.CurrentClient;
import betterauth.jakarta.CurrentUser;
import betterauth.jakarta.RequireScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * What users and clients ordered, in memory: a CDI bean guarded by the scopes of access tokens. A
 * client that acts for itself sees all orders, a user their own.
 */
@ApplicationScoped
public class Orders {

    private static final int MAXIMUM_OWNERS = 100;
    private static final int MAXIMUM_ORDERS = 20;

    private final LatestTexts orders = new LatestTexts(MAXIMUM_OWNERS, MAXIMUM_ORDERS);

    @Inject CurrentUser user;

    @Inject CurrentClient client;

    /** The orders that the caller may see. */
    @RequireScope("orders:read")
    public List<String> visible() {
        return user.isAuthenticated() ? orders.of(user.id()) : orders.all();
    }

    /** Adds an order of the caller; the oldest of more than 20 is dropped. */
    @RequireScope("orders:write")
    public void add(String item) {
        orders.add(owner(), item);
    }

    /** An id of a client may equal one of a user. */
    private String owner() {
        return user.isAuthenticated() ? user.id() : "client:" + client.id().orElseThrow();
    }
}
