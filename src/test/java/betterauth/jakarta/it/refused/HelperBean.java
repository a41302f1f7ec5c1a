package betterauth.jakarta.it.refused;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.jwt.Claim;

/** Lives as long as whatever it is injected into. */
@Dependent
public class HelperBean {

    @Inject
    @Claim("email")
    Optional<String> email;

    public String email() {
        return email.orElse("");
    }
}
