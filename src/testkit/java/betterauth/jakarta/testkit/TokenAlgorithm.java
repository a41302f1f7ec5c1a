package betterauth.jakarta.testkit;

/**
 * The algorithms by which {@link FakeBetterAuth} signs tokens.
 *
 * @since 0.1.0
 */
public enum TokenAlgorithm {
    /** Ed25519, Better Auth's default. */
    EDDSA("EdDSA"),
    /** ECDSA with P-256. */
    ES256("ES256"),
    /** ECDSA with P-521. */
    ES512("ES512"),
    /** RSASSA-PSS. */
    PS256("PS256"),
    /** RSASSA-PKCS1. */
    RS256("RS256"),
    /** HMAC with a shared secret, as issuers beside Better Auth use it: no key is published. */
    HS256("HS256");

    private final String label;

    TokenAlgorithm(String label) {
        this.label = label;
    }

    /** The value of {@code alg} (RFC 7518, section 3.1). */
    public String label() {
        return label;
    }
}
