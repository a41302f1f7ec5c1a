package betterauth.jakarta.module;

import betterauth.jakarta.caller.PrincipalTrace;
import betterauth.jakarta.caller.RequestClient;
import betterauth.jakarta.caller.RequestOutcome;
import betterauth.jakarta.caller.RequestPrincipal;
import betterauth.jakarta.caller.RestRequests;
import betterauth.jakarta.config.Profile;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.Authentication.VerifiedClient;
import betterauth.jakarta.identity.UserPrincipal;
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
 * establishes the caller. A caller whose credential is rejected stays anonymous, with the reason on
 * the request; the guard before what they call answers with it. The module answers only where a
 * security constraint makes authentication mandatory, since nothing of the application is reached
 * there, and where MicroProfile JWT's own rules hold.
 */
public final class BetterAuthModule implements ServerAuthModule {

    /** Jakarta Authentication 3.0, section 3.8.1. */
    private static final String IS_MANDATORY =
            "jakarta.security.auth.message.MessagePolicy.isMandatory";

    private final Authenticator authenticator;
    private final MandatoryAnswer mandatory;
    private final Profile profile;
    private @Nullable CallbackHandler handler;

    public BetterAuthModule(
            Authenticator authenticator, MandatoryAnswer mandatory, Profile profile) {
        this.authenticator = authenticator;
        this.mandatory = mandatory;
        this.profile = profile;
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
        Authentication outcome =
                RequestOutcome.byProof(request)
                        .orElseGet(() -> ofThisRequest(authenticator.authenticate(request)));
        RequestOutcome.keep(request, outcome);
        Principal principal = outcome.principal();
        if (principal != null) {
            PrincipalTrace.establish(principal);
            establish(client, principal);
            return AuthStatus.SUCCESS;
        }
        PrincipalTrace.establish(null);
        if (isMandatory(messages) || isRefusedEverywhere(request, outcome)) {
            return RestRequests.contains(request)
                    ? AuthStatus.SEND_FAILURE
                    : answer(request, (HttpServletResponse) messages.getResponseMessage(), outcome);
        }
        handle(new CallerPrincipalCallback(client, (Principal) null));
        return AuthStatus.SUCCESS;
    }

    @Override
    public AuthStatus secureResponse(MessageInfo messages, Subject service) {
        return AuthStatus.SEND_SUCCESS;
    }

    /** Called by {@code HttpServletRequest.logout}. */
    @Override
    public void cleanSubject(@Nullable MessageInfo messages, Subject client) {
        client.getPrincipals().clear();
        if (messages != null
                && messages.getRequestMessage() instanceof HttpServletRequest request) {
            RequestOutcome.end(request);
        }
    }

    private static Authentication ofThisRequest(Authentication outcome) {
        if (outcome instanceof Verified verified) {
            return new Verified(new RequestPrincipal(verified.caller()));
        }
        return outcome instanceof VerifiedClient verified
                ? new VerifiedClient(new RequestClient(verified.caller()))
                : outcome;
    }

    /** MicroProfile JWT 2.1, section 5: a token is verified also where none is needed. */
    private boolean isRefusedEverywhere(HttpServletRequest request, Authentication outcome) {
        return profile == Profile.MP_JWT
                && request.getHeader("Authorization") != null
                && !(outcome instanceof Anonymous);
    }

    private static boolean isMandatory(MessageInfo messages) {
        return Boolean.parseBoolean(String.valueOf(messages.getMap().get(IS_MANDATORY)));
    }

    private AuthStatus answer(
            HttpServletRequest request, HttpServletResponse response, Authentication outcome)
            throws AuthException {
        try {
            mandatory.write(request, response, outcome);
            return AuthStatus.SEND_FAILURE;
        } catch (IOException disconnected) {
            throw new AuthException(disconnected);
        }
    }

    /** A client has no roles: those are a user's. */
    private void establish(Subject client, Principal caller) throws AuthException {
        String[] groups =
                caller instanceof UserPrincipal user
                        ? user.getGroups().toArray(String[]::new)
                        : new String[0];
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
