package betterauth.jakarta.it.refused;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.ClaimValue;

/** Asks for claims at each call. */
@ApplicationScoped
public class SharedBean {

    @Inject
    @Claim("name")
    ClaimValue<String> name;

    @Inject
    @Claim("role")
    Instance<String> role;

    public String all() {
        return name.getValue() + role.get();
    }
}
