package betterauth.jakarta.it.edge;

import betterauth.jakarta.PublicAccess;
import betterauth.jakarta.RequireRole;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.concurrent.atomic.AtomicInteger;

/** A guarded folder that is a folder too, and locates others. */
@Path("folders")
@Produces("text/plain;charset=utf-8")
public class Folders {

    static final AtomicInteger LOCATED = new AtomicInteger();

    @Path("plain")
    public Folder plain() {
        return Folder.located(new Folder());
    }

    @Path("admin")
    public AdminFolder admin() {
        return Folder.located(new AdminFolder());
    }

    @Path("undeclared")
    public Object undeclared() {
        return Folder.located(new AdminFolder());
    }

    @Path("role")
    @RequireRole("admin")
    public Folder role() {
        return Folder.located(new Folder());
    }

    @Path("private")
    public Folder below() {
        return Folder.located(new Folder());
    }

    @GET
    @Path("located")
    @PublicAccess
    public int counted() {
        return LOCATED.getAndSet(0);
    }

    /** Says nothing itself of who may call. */
    @Produces("text/plain;charset=utf-8")
    public static class Folder {

        static <T> T located(T found) {
            LOCATED.incrementAndGet();
            return found;
        }

        @Path("child")
        public Folder child() {
            return located(new Folder());
        }

        @GET
        @Path("leaf")
        public String leaf() {
            return "leaf";
        }

        @GET
        @Path("open")
        @PublicAccess
        public String open() {
            return "open";
        }
    }

    /** Guarded. */
    @RequireRole("admin")
    @Produces("text/plain;charset=utf-8")
    public static class AdminFolder extends Folder {}
}
