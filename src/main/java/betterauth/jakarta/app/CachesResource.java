package betterauth.jakarta.app;

import static betterauth.jakarta.app.JsonBodies.JSON;

import betterauth.jakarta.CacheStatistics;
import betterauth.jakarta.CredentialCaches;
import betterauth.jakarta.RequireRole;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Shows administrators what the caches do, and empties them. */
@Path("admin/caches")
@RequestScoped
@RequireRole("admin")
@Produces(MediaType.APPLICATION_JSON)
public class CachesResource {

    @Inject CredentialCaches caches;

    @GET
    public JsonObject statistics() {
        JsonObjectBuilder all = JSON.createObjectBuilder();
        caches.statistics().forEach((name, statistics) -> all.add(name, json(statistics)));
        return all.build();
    }

    /** Empties every cache; the counters go on. */
    @DELETE
    public void clear() {
        caches.clear();
    }

    private static JsonObjectBuilder json(CacheStatistics statistics) {
        return JSON.createObjectBuilder()
                .add("size", statistics.size())
                .add("hits", statistics.hits())
                .add("misses", statistics.misses())
                .add("loads", statistics.loads())
                .add("failures", statistics.failures());
    }
}
