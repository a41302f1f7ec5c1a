package betterauth.jakarta.caller;

import betterauth.jakarta.CurrentClient;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.ClientGrant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@link CurrentClient} of applications: asks for the caller anew at each call, and holds none.
 */
@ApplicationScoped
public class CallerCurrentClient implements CurrentClient {

    @Inject Caller caller;

    @Override
    public Optional<String> id() {
        return Optional.ofNullable(grant()).map(ClientGrant::clientId);
    }

    @Override
    public Set<String> scopes() {
        ClientGrant grant = grant();
        return grant == null ? Set.of() : grant.scopes();
    }

    @Override
    public boolean actsForUser() {
        return grant() != null && caller.authentication() instanceof Verified;
    }

    private @Nullable ClientGrant grant() {
        return caller.authentication().client();
    }
}
