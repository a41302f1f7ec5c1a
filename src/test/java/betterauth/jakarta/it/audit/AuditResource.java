package betterauth.jakarta.it.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

@Path("audit")
@RequestScoped
@Produces("text/plain;charset=utf-8")
public class AuditResource {

    @Inject Audit audit;

    @GET
    public String lines() {
        return String.join("\n", audit.lines());
    }
}
