package betterauth.jakarta.it.app;

import betterauth.jakarta.Authenticated;

/** A CDI bean guarded by its stereotype, one method of it by less. */
@AdminOnly
public class AdminBean {

    public String ofStereotype() {
        return "admin";
    }

    @Authenticated
    public String ofMethod() {
        return "anyone known";
    }
}
