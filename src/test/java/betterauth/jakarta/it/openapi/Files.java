package betterauth.jakarta.it.openapi;

import betterauth.jakarta.PublicAccess;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Guarded by settings. */
@Path("files")
@Produces("text/plain;charset=utf-8")
public class Files {

    @GET
    public String open() {
        return "open";
    }

    @GET
    @Path("private/{file}")
    public String file() {
        return "file";
    }

    @GET
    @Path("private/readme")
    @PublicAccess
    public String readme() {
        return "readme";
    }

    @Path("folder")
    public Folder folder() {
        return new Folder();
    }
}
