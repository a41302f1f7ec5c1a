package betterauth.jakarta.load.app;

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
 * Believes every request that has a header which may carry a credential, without reading it: what a
 * server itself needs for an authenticated request.
 */
public final class TrustingModule implements ServerAuthModule {

    private @Nullable CallbackHandler handler;

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
        if (request.getHeader("Authorization") == null && request.getHeader("Cookie") == null) {
            return handle(new CallerPrincipalCallback(client, (Principal) null));
        }
        Principal caller = () -> "ada";
        return handle(
                new CallerPrincipalCallback(client, caller),
                new GroupPrincipalCallback(client, new String[] {"user"}));
    }

    @Override
    public AuthStatus secureResponse(MessageInfo messages, Subject service) {
        return AuthStatus.SEND_SUCCESS;
    }

    @Override
    public void cleanSubject(MessageInfo messages, Subject client) {
        client.getPrincipals().clear();
    }

    private AuthStatus handle(Callback... callbacks) throws AuthException {
        try {
            if (handler != null) {
                handler.handle(callbacks);
            }
            return AuthStatus.SUCCESS;
        } catch (IOException | UnsupportedCallbackException failed) {
            throw new AuthException(failed);
        }
    }
}
