package betterauth.jakarta.dpop;

/** The error of a challenge with the scheme {@code DPoP} (RFC 9449, sections 7.1 and 9). */
public enum DpopError {
    /** The proof is missing or invalid. */
    INVALID_DPOP_PROOF("invalid_dpop_proof"),
    /** The proof lacks a nonce of this server, or has an old one. */
    USE_DPOP_NONCE("use_dpop_nonce"),
    /** The access token is bound to another key. */
    INVALID_TOKEN("invalid_token");

    private final String code;

    DpopError(String code) {
        this.code = code;
    }

    /** The value of {@code error}. */
    public String code() {
        return code;
    }
}
