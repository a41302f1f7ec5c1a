package betterauth.jakarta.it.refused;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.ClaimValue;

/** One claim is injected as a value; the others are asked for at each call. */
@ApplicationScoped
public class SharedBean {

    @Inject
    @Claim("email")
    Optional<String> email;

    @Inject
    @Claim("name")
    ClaimValue<String> name;

    @Inject
    @Claim("role")
    Instance<String> role;

    public String all() {
        return email + name.getValue() + role.get();
    }
}
