package betterauth.jakarta.dpop;

import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.jose.JoseHeader;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which headers of proofs are accepted (RFC 9449, sections 4.2 and 4.3). */
final class ProofHeaders {

    private static final String TYPE = "dpop+jwt";

    private final Set<JwsAlgorithm> allowed;

    ProofHeaders(Set<JwsAlgorithm> allowed) {
        this.allowed = new TreeSet<>(allowed);
    }

    /** What is wrong with the header; empty if nothing is. */
    Optional<String> violation(JoseHeader header) {
        if (!TYPE.equals(header.typ())) {
            return Optional.of("The DPoP proof's typ is not dpop+jwt");
        }
        Optional<JwsAlgorithm> algorithm = algorithm(header);
        if (algorithm.isEmpty()) {
            return Optional.of("The DPoP proof's alg is not allowed");
        }
        if (header.hasCrit() || header.hasUnencodedPayload()) {
            return Optional.of("The DPoP proof's crit is not understood");
        }
        JsonObject jwk = header.jwk();
        if (jwk == null) {
            return Optional.of("The DPoP proof has no jwk");
        }
        if (ProofKey.isPrivate(jwk)) {
            return Optional.of("The DPoP proof's jwk contains a private key");
        }
        return ProofKey.permits(jwk, algorithm.get())
                ? Optional.empty()
                : Optional.of("The DPoP proof's jwk is not for its alg");
    }

    /** The header's algorithm, if it is allowed. */
    Optional<JwsAlgorithm> algorithm(JoseHeader header) {
        return JwsAlgorithm.named(header.alg()).filter(allowed::contains);
    }

    /** The names of the allowed algorithms, separated by blanks. */
    String names() {
        return allowed.stream()
                .flatMap(algorithm -> algorithm.names().stream())
                .collect(Collectors.joining(" "));
    }
}
