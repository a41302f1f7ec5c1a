package betterauth.jakarta.it.edge;

import betterauth.jakarta.RequireRole;
import jakarta.ejb.Stateless;

/** An EJB that servlets call. */
@Stateless
@RequireRole("admin")
public class GuardedBean {

    public String enter() {
        return "entered";
    }
}
