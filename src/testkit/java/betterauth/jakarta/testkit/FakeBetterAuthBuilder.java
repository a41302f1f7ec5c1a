package betterauth.jakarta.testkit;

import java.time.Clock;

/**
 * What a {@link FakeBetterAuth} is configured to do before it starts.
 *
 * @since 0.1.0
 */
public final class FakeBetterAuthBuilder {

    private TokenAlgorithm algorithm = TokenAlgorithm.EDDSA;
    private CookieCache cookieCache = CookieCache.OFF;
    private String secret = FakeBetterAuth.SECRET;
    private Clock clock = Clock.systemUTC();

    FakeBetterAuthBuilder() {}

    /** Signs tokens by this algorithm, in place of {@code EdDSA}. */
    public FakeBetterAuthBuilder algorithm(TokenAlgorithm next) {
        algorithm = next;
        return this;
    }

    /** Sets the {@code session_data} cookie in this form, in place of none. */
    public FakeBetterAuthBuilder cookieCache(CookieCache next) {
        cookieCache = next;
        return this;
    }

    /** Signs cookies by this secret, which must have at least 32 bytes. */
    public FakeBetterAuthBuilder secret(String next) {
        secret = next;
        return this;
    }

    /** Takes the time from this clock, in place of the system's. */
    public FakeBetterAuthBuilder clock(Clock next) {
        clock = next;
        return this;
    }

    /** Starts it. */
    public FakeBetterAuth start() {
        return new FakeBetterAuth(this);
    }

    TokenAlgorithm algorithm() {
        return algorithm;
    }

    CookieCache cookieCache() {
        return cookieCache;
    }

    String secret() {
        return secret;
    }

    Clock clock() {
        return clock;
    }

    @Override
    public String toString() {
        return "FakeBetterAuthBuilder[" + algorithm + ", " + cookieCache + "]";
    }
}
