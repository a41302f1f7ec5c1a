package betterauth.jakarta.it.edge;

import jakarta.enterprise.context.ApplicationScoped;

/** Two stereotypes, both of which hold. */
@ApplicationScoped
@House
@AdminsOnly
public class HouseBean {

    public String enter() {
        return "entered";
    }
}
