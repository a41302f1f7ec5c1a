package betterauth.jakarta.module;

import betterauth.jakarta.credential.Credential;
import betterauth.jakarta.identity.Authentication;

/** Learns how each request was authenticated. Called by the request's thread: must not block. */
@FunctionalInterface
public interface AuthenticationListener {

    /**
     * Takes note of an outcome. Must not throw.
     *
     * @param credential what the request presented
     * @param callerAddress the address that the request came from; empty if unknown
     */
    void decided(Credential credential, Authentication outcome, String callerAddress);
}
