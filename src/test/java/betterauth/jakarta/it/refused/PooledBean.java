package betterauth.jakarta.it.refused;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.eclipse.microprofile.jwt.Claim;

/** Serves many callers, and would tell each the claim of the first. */
@Stateless
public class PooledBean {

    @Inject
    @Claim("sub")
    String subject;

    public String subject() {
        return subject;
    }
}
