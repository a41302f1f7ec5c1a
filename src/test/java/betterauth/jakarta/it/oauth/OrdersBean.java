package betterauth.jakarta.it.oauth;

import betterauth.jakarta.CurrentClient;
import betterauth.jakarta.RequireScope;
import jakarta.ejb.AsyncResult;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.concurrent.Future;

/** Guarded by a scope as an EJB. */
@Stateless
@RequireScope("orders:read")
public class OrdersBean {

    @Inject CurrentClient client;

    public String read() {
        return "ejb of " + client.id().orElse("nobody");
    }

    @RequireScope("orders:write")
    public String write() {
        return "ejb of " + client.id().orElse("nobody");
    }

    @Asynchronous
    public Future<String> later() {
        return new AsyncResult<>("later of " + client.id().orElse("nobody"));
    }
}
