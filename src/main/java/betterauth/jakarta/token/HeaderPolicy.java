package betterauth.jakarta.token;

import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.jose.JoseHeader;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which JOSE headers are accepted (RFC 8725, sections 3.1 and 3.11). */
final class HeaderPolicy {

    private static final int LONGEST_KEY_ID = 256;

    private final Set<JwsAlgorithm> allowed;
    private final Set<String> types;

    HeaderPolicy(Set<JwsAlgorithm> allowed, Set<String> types) {
        this.allowed = allowed;
        this.types = types;
    }

    /** What is wrong with the header; empty if nothing is. */
    Optional<String> violation(JoseHeader header) {
        if (algorithm(header).isEmpty()) {
            return Optional.of("The token's alg is not allowed");
        }
        if (!types.contains(type(header))) {
            return Optional.of("The token's typ is not the expected one");
        }
        if (header.hasCrit() || header.hasUnencodedPayload()) {
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

    /** A typ that is there and empty is a type too, and none that is accepted. */
    private static String type(JoseHeader header) {
        if (header.typ() == null) {
            return "";
        }
        return header.typ().isEmpty() ? "empty" : header.typ().toLowerCase(Locale.ROOT);
    }
}
