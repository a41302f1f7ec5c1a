package betterauth.jakarta.caller;

import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * For whom a thread works.
 *
 * @param authentication what was decided about the credential of the caller's request
 * @param address the address that the request came from; empty where there is none
 * @param isToBeConfirmed whether the caller counts only if the server's context has them, too
 * @param carried the principal that the server's context of the thread had when the work began;
 *     null if it had none, or where it stays the same
 */
record BoundCaller(
        Authentication authentication,
        String address,
        boolean isToBeConfirmed,
        @Nullable Principal carried) {

    /** No caller, as on a thread that serves no request. */
    static final BoundCaller UNAUTHENTICATED = new BoundCaller(new Anonymous(), "");

    BoundCaller(Authentication authentication, String address) {
        this(authentication, address, false, null);
    }

    BoundCaller toBeConfirmed() {
        return new BoundCaller(authentication, address, true, carried);
    }

    BoundCaller carriedAs(@Nullable Principal principal) {
        return new BoundCaller(authentication, address, isToBeConfirmed, principal);
    }

    /** The caller where the server's context may be another's: this one, or an anonymous one. */
    BoundCaller withoutServer() {
        return authentication.principal() != null && !isToBeConfirmed ? this : UNAUTHENTICATED;
    }
}
