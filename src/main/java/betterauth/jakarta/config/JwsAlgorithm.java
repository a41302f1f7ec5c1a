package betterauth.jakarta.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The signature algorithms that can be allowed (RFC 7518, section 3.1; RFC 8037; RFC 9864). */
public enum JwsAlgorithm {
    EDDSA("EdDSA"),
    ES256("ES256"),
    ES512("ES512"),
    PS256("PS256"),
    RS256("RS256"),
    HS256("HS256");

    private static final Map<String, JwsAlgorithm> BY_NAME =
            Stream.of(values()).collect(Collectors.toMap(JwsAlgorithm::label, Function.identity()));

    /** The fully-specified name of EdDSA with curve Ed25519 (RFC 9864, section 2.2). */
    private static final String ED25519 = "Ed25519";

    private final String label;

    JwsAlgorithm(String label) {
        this.label = label;
    }

    /**
     * The algorithm that a JOSE header names in {@code alg}, by exact case; empty if it is none of
     * these.
     */
    public static Optional<JwsAlgorithm> named(String alg) {
        return Optional.ofNullable(alg.equals(ED25519) ? EDDSA : BY_NAME.get(alg));
    }

    /** Every registered name, {@link #label} first. */
    public List<String> names() {
        return this == EDDSA ? List.of(label, ED25519) : List.of(label);
    }

    /** The registered name, such as {@code EdDSA}. */
    public String label() {
        return label;
    }
}
