package betterauth.jakarta.caller;

import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;

/**
 * For whom a thread works.
 *
 * @param authentication what was decided about the credential of the caller's request
 * @param address the address that the request came from; empty where there is none
 */
record BoundCaller(Authentication authentication, String address) {

    /** Nobody: what a thread works for that serves no request. */
    static final BoundCaller NOBODY = new BoundCaller(new Anonymous(), "");
}
