package betterauth.jakarta.token;

import betterauth.jakarta.config.JwsAlgorithm;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which JOSE headers are accepted (RFC 8725, sections 3.1 and 3.11). */
final class HeaderPolicy {

    /**
     * Better Auth signs cookies and logout tokens with the keys of its access tokens: those have a
     * typ.
     */
    private static final Set<String> TYPES =
            Set.of("jwt", "at+jwt", "application/jwt", "application/at+jwt");

    private static final int LONGEST_KEY_ID = 256;

    private final Set<JwsAlgorithm> allowed;

    HeaderPolicy(Set<JwsAlgorithm> allowed) {
        this.allowed = allowed;
    }

    /** What is wrong with the header; empty if nothing is. */
    Optional<String> objection(JoseHeader header) {
        if (algorithm(header).isEmpty()) {
            return Optional.of("The token's alg is not allowed");
        }
        if (header.typ() != null && !TYPES.contains(header.typ().toLowerCase(Locale.ROOT))) {
            return Optional.of("The token's typ is not that of an access token");
        }
        if (header.hasCrit() || header.isDetached()) {
            return Optional.of("The token's crit is not understood");
        }
        if (header.kid() != null && header.kid().length() > LONGEST_KEY_ID) {
            return Optional.of("The token's kid is too long");
        }
        return Optional.empty();
    }

    /** The header's algorithm, if it is allowed. */
    Optional<JwsAlgorithm> algorithm(JoseHeader header) {
        return JwsAlgorithm.named(header.alg()).filter(allowed::contains);
    }
}
