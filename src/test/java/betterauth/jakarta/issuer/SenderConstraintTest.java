package betterauth.jakarta.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.dpop.DpopRequest;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.VerifiedClient;
import betterauth.jakarta.identity.ClientGrant;
import betterauth.jakarta.identity.ClientPrincipal;
import betterauth.jakarta.run.DpopKey;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SenderConstraintTest {

    private static final String TOKEN = "a.b.c";
    private static final URI URL = URI.create("https://api.example.com/orders");

    private final DpopKey key = new DpopKey();
    private final Clock clock = Clock.systemUTC();
    private final SenderConstraint constraint = constraint(Map.of());

    @Test
    void letsABearerTokenCountByItself() {
        Authentication verified = client(null);

        assertThat(constraint.check(verified, TOKEN, null)).isSameAs(verified);
    }

    /** RFC 9449, section 7.1. */
    @Test
    void refusesABoundTokenByItself() {
        assertThat(constraint.check(client(key.thumbprint()), TOKEN, null))
                .isEqualTo(
                        new Rejected(
                                RefusalCode.INVALID_TOKEN,
                                "The access token is bound to a key: present it with a DPoP"
                                        + " proof"));
    }

    @Test
    void refusesTheSchemeForABearerToken() {
        assertThat(constraint.check(client(null), TOKEN, request(proof())))
                .isEqualTo(
                        new Rejected(
                                RefusalCode.INVALID_TOKEN,
                                "The token is bound to no key: present it as a bearer token"));
    }

    @Test
    void letsABoundTokenCountOnceForEachProof() {
        Authentication verified = client(key.thumbprint());
        DpopRequest request = request(proof());

        assertThat(constraint.check(verified, TOKEN, request)).isSameAs(verified);
        assertThat(constraint.check(verified, TOKEN, request))
                .isEqualTo(
                        new Rejected(
                                RefusalCode.INVALID_DPOP_PROOF, "The DPoP proof was used before"));
        assertThat(constraint.check(verified, TOKEN, request(proof()))).isSameAs(verified);
    }

    @Test
    void refusesTheProofOfAnotherKey() {
        String proof = new DpopKey().proof("GET", URL, TOKEN);

        assertThat(constraint.check(client(key.thumbprint()), TOKEN, request(proof)))
                .isEqualTo(
                        new Rejected(
                                RefusalCode.INVALID_TOKEN,
                                "The access token is bound to another key"));
    }

    @Test
    void handsOutTheNonceThatIsAskedFor() {
        SenderConstraint withNonce =
                constraint(
                        Map.of(
                                "better-auth.oauth.resource", "https://api.example.com",
                                "better-auth.oauth.dpop.nonce", "true"));

        assertThat(withNonce.check(client(key.thumbprint()), TOKEN, request(proof())))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> {
                            assertThat(rejected.code()).isEqualTo(RefusalCode.INVALID_DPOP_PROOF);
                            assertThat(rejected.dpopNonce()).isNotBlank();
                        });
    }

    @Test
    void leavesOtherOutcomesAsTheyAre() {
        Authentication rejected = new Rejected(RefusalCode.TOKEN_EXPIRED, "why");

        assertThat(constraint.check(rejected, TOKEN, request(proof()))).isSameAs(rejected);
    }

    private String proof() {
        return key.proof("GET", URL, TOKEN);
    }

    private static DpopRequest request(String proof) {
        return new DpopRequest(List.of(proof), "GET", URL.toString());
    }

    private static Authentication client(@Nullable String thumbprint) {
        return new VerifiedClient(
                new ClientPrincipal(
                        new ClientGrant("reports", Set.of("orders:read"), thumbprint, null)));
    }

    private SenderConstraint constraint(Map<String, String> more) {
        Map<String, String> values = new HashMap<>(more);
        values.put("better-auth.url", "https://auth.example.com");
        return SenderConstraint.create(
                Settings.read(new ConfigValues(key -> Optional.ofNullable(values.get(key)))),
                clock);
    }
}
