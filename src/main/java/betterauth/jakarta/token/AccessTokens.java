package betterauth.jakarta.token;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.JwtSettings;
import betterauth.jakarta.config.OAuthSettings;
import betterauth.jakarta.config.Profile;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Decision;
import betterauth.jakarta.jose.CompactJws;
import betterauth.jakarta.jose.JoseHeader;
import betterauth.jakarta.keys.KeySource;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;

/**
 * OAuth access tokens in JWT form (RFC 9068), which Better Auth issues for a {@code resource}.
 * Keeps nothing.
 */
final class AccessTokens {

    /** RFC 9068, section 4; in lower case. */
    static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt");

    private final JwsVerifier verifier;
    private final AccessTokenCallers callers;

    AccessTokens(
            JwtSettings tokens,
            OAuthSettings oauth,
            KeySource keys,
            AccessTokenCallers callers,
            Clock clock) {
        this.callers = callers;
        this.verifier =
                new JwsVerifier(
                        settings(tokens, oauth),
                        TYPES,
                        ClaimMismatch.ofAccessTokens(oauth),
                        keys,
                        clock);
    }

    /** Whether a token says that it is of this kind, to whomever it was issued. */
    static boolean isTypeOf(JoseHeader header) {
        String typ = header.typ();
        return typ != null && TYPES.contains(typ.toLowerCase(Locale.ROOT));
    }

    /** Decides about a token of this kind, whoever may present it. */
    Decision verify(String token, CompactJws jws) {
        Verification verification = verifier.verify(jws);
        if (verification instanceof Verification.Invalid invalid) {
            return Decision.transientOf(invalid.reason());
        }
        Verification.Valid valid = (Verification.Valid) verification;
        return callers.identify(valid.claims(), token)
                .map(
                        authentication ->
                                authentication.principal() == null
                                        ? Decision.transientOf(authentication)
                                        : new Decision(
                                                authentication,
                                                valid.until(),
                                                valid.isKeyCurrent()))
                .orElseGet(AccessTokens::malformed);
    }

    private static Decision malformed() {
        return Decision.transientOf(
                new Rejected(
                        RefusalCode.INVALID_TOKEN,
                        "The access token's client_id, scope, cnf or sid is missing or malformed"));
    }

    /** No secret is shared with an authorization server for access tokens. */
    private static JwtSettings settings(JwtSettings tokens, OAuthSettings oauth) {
        return new JwtSettings(
                Profile.BETTER_AUTH,
                oauth.issuer(),
                Set.copyOf(oauth.resources()),
                tokens.publicKeyAlgorithms(),
                null,
                tokens.provider(),
                tokens.maxLength(),
                0,
                0,
                tokens.clockSkew(),
                tokens.maxAge(),
                null);
    }
}
