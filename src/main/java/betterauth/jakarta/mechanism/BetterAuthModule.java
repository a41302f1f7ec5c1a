package betterauth.jakarta.mechanism;

import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.CallerPrincipal;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.MessagePolicy;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.jspecify.annotations.Nullable;

/**
 * The server's way in (Jakarta Authentication 3.0, section 3.8): called for every request, it
 * establishes the caller and never answers. A caller whose credential is refused stays anonymous,
 * with the reason on the request; the guard before what they call answers with it.
 */
public final class BetterAuthModule implements ServerAuthModule {

    /** The request attribute that holds the {@link Authentication}. */
    static final String OUTCOME = Authentication.class.getName();

    private final Authenticator authenticator;
    private @Nullable CallbackHandler handler;

    BetterAuthModule(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public void initialize(
            MessagePolicy requestPolicy,
            MessagePolicy responsePolicy,
            CallbackHandler callbackHandler,
            Map<String, Object> options) {
        handler = callbackHandler;
    }

    @Override
    public Class<?>[] getSupportedMessageTypes() {
        return new Class<?>[] {HttpServletRequest.class, HttpServletResponse.class};
    }

    @Override
    public AuthStatus validateRequest(MessageInfo messages, Subject client, Subject service)
            throws AuthException {
        HttpServletRequest request = (HttpServletRequest) messages.getRequestMessage();
        Authentication outcome = authenticator.authenticate(request);
        request.setAttribute(OUTCOME, outcome);
        if (outcome instanceof Verified verified) {
            establish(client, verified.caller());
        } else {
            handle(new CallerPrincipalCallback(client, (Principal) null));
        }
        return AuthStatus.SUCCESS;
    }

    @Override
    public AuthStatus secureResponse(MessageInfo messages, Subject service) {
        return AuthStatus.SEND_SUCCESS;
    }

    @Override
    public void cleanSubject(MessageInfo messages, Subject client) {
        client.getPrincipals().clear();
    }

    private void establish(Subject client, CallerPrincipal caller) throws AuthException {
        String[] groups = caller.getGroups().toArray(String[]::new);
        handle(
                new CallerPrincipalCallback(client, caller),
                new GroupPrincipalCallback(client, groups));
    }

    private void handle(Callback... callbacks) throws AuthException {
        if (handler == null) {
            throw new AuthException("Authentication module was not initialized");
        }
        try {
            handler.handle(callbacks);
        } catch (IOException | UnsupportedCallbackException refused) {
            throw new AuthException(refused);
        }
    }
}
