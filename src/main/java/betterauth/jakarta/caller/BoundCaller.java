package betterauth.jakarta.caller;

import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;

/**
 * For whom a thread works.
 *
 * @param authentication what was decided about the credential of the caller's request
 * @param address the address that the request came from; empty where there is none
 * @param isToBeConfirmed whether the caller counts only if the server's context has them, too
 */
record BoundCaller(Authentication authentication, String address, boolean isToBeConfirmed) {

    /** Nobody: what a thread works for that serves no request. */
    static final BoundCaller NOBODY = new BoundCaller(new Anonymous(), "");

    BoundCaller(Authentication authentication, String address) {
        this(authentication, address, false);
    }

    BoundCaller toBeConfirmed() {
        return new BoundCaller(authentication, address, true);
    }
}
