package betterauth.jakarta.it;

import java.util.function.Consumer;

/**
 * What is tried of Better Auth in one configuration: a credential or a behaviour. The order is that
 * of the trials, so the last ones may stop Better Auth.
 */
enum MatrixCheck {
    TOKEN("JSON Web Token", CredentialChecks::token),
    ALTERED_TOKEN("altered JSON Web Token is rejected", CredentialChecks::alteredToken),
    SESSION_TOKEN("session token", CredentialChecks::sessionToken),
    UNSIGNED("session token without its signature is rejected", CredentialChecks::unsigned),
    SIGNED("signed session token", CredentialChecks::signedToken),
    ALTERED_SIGNED("altered session token is rejected", CredentialChecks::alteredSignedToken),
    COOKIE("cookie", CredentialChecks::cookie),
    ALTERED_COOKIE("altered cookie is rejected", CredentialChecks::alteredCookie),
    API_KEY("API key", CredentialChecks::apiKey),
    ALTERED_API_KEY("altered API key is rejected", CredentialChecks::alteredApiKey),
    DELETED_API_KEY("deleted API key is rejected", CredentialChecks::deletedApiKey),
    SHORT_SESSION("cookie without rememberMe", FeatureChecks::withoutRememberMe),
    ROTATION("JSON Web Tokens of the old and the new key", FeatureChecks::rotation),
    CUSTOM_FIELD("field that customSession adds", FeatureChecks::customField),
    OWN_FIELDS("additionalFields, and none that is not returned", FeatureChecks::ownFields),
    ORGANIZATION("active organization", FeatureChecks::organization),
    OTHER_ACCOUNT("second account of the browser", FeatureChecks::otherAccount),
    GUEST("anonymous user", FeatureChecks::guest),
    ADMIN("role of an administrator", FeatureChecks::administrator),
    IMPERSONATION("impersonated user", FeatureChecks::impersonation),
    SIGN_OUT("sign-out is seen", CredentialChecks::signOut),
    DATABASE_BAN("ban in the database is seen", FeatureChecks::banInDatabase),
    BAN("ban by an administrator is seen", FeatureChecks::ban),
    RATE_LIMIT("reached rate limit rejects nobody", FeatureChecks::rateLimit),
    RESTART("cookie after a restart of Better Auth", FeatureChecks::restart),
    CACHE("cookie cache without Better Auth", CredentialChecks::cookieCache),
    ALTERED_CACHE("altered cookie cache is not accepted", CredentialChecks::alteredCookieCache);

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // References to static methods have no state.
    private final Consumer<MatrixCell> trial;

    MatrixCheck(String label, Consumer<MatrixCell> trial) {
        this.label = label;
        this.trial = trial;
    }

    void tryOn(MatrixCell cell) {
        trial.accept(cell);
    }

    @Override
    public String toString() {
        return label;
    }
}
