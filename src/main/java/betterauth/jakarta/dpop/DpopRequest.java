package betterauth.jakarta.dpop;

import java.util.List;

/**
 * The request that a DPoP proof is for.
 *
 * @param proofs the values of its {@code DPoP} headers, one for each
 * @param method its method, as sent
 * @param uri scheme, host, port and path as the client addressed them, without query; the path as
 *     it was sent, not decoded
 */
public record DpopRequest(List<String> proofs, String method, String uri) {

    public DpopRequest {
        proofs = List.copyOf(proofs);
    }

    /** Without the proofs: each is a credential for a short time. */
    @Override
    public String toString() {
        return "DpopRequest[" + method + " " + uri + "]";
    }
}
