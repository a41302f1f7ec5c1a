package betterauth.jakarta.dpop;

import static betterauth.jakarta.dpop.DpopError.INVALID_DPOP_PROOF;
import static betterauth.jakarta.dpop.DpopError.INVALID_TOKEN;
import static betterauth.jakarta.dpop.DpopError.USE_DPOP_NONCE;

import betterauth.jakarta.config.DpopSettings;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.JwtSettings;
import betterauth.jakarta.config.Secret;
import betterauth.jakarta.dpop.DpopFailure.Refused;
import betterauth.jakarta.dpop.DpopFailure.Unavailable;
import betterauth.jakarta.jose.CompactJws;
import betterauth.jakarta.jose.SignatureProvider;
import betterauth.jakarta.jose.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the proof that comes with a bound access token (RFC 9449, section 4.3): cheap checks
 * first, the signature last, and only then is the proof marked as used. Safe for use by many
 * threads.
 *
 * <p>Which proofs were used is known to this node alone. So are its nonces, unless {@code
 * better-auth.secret} is set: nodes with the same secret accept each other's.
 */
public final class DpopProofs {

    private static final int LONGEST_PROOF = 8192;
    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);

    private final ProofHeaders headers;
    private final ProofClaims claims;
    private final ProofKeys keys;
    private final ReplayMemory used;
    private final @Nullable ServerNonces nonces;
    private final Clock clock;

    private DpopProofs(
            ProofHeaders headers,
            ProofClaims claims,
            ProofKeys keys,
            ReplayMemory used,
            @Nullable ServerNonces nonces,
            Clock clock) {
        this.headers = headers;
        this.claims = claims;
        this.keys = keys;
        this.used = used;
        this.nonces = nonces;
        this.clock = clock;
    }

    /**
     * Puts the parts together for these settings.
     *
     * @param jwt which algorithms are accepted, and who checks signatures
     * @param secrets Better Auth's secrets, of which the first makes the nonces; may be empty
     * @throws betterauth.jakarta.config.SettingsException if there is no such provider
     */
    public static DpopProofs create(
            DpopSettings settings, JwtSettings jwt, List<Secret> secrets, Clock clock) {
        return new DpopProofs(
                new ProofHeaders(jwt.publicKeyAlgorithms()),
                new ProofClaims(settings.maxAge()),
                new ProofKeys(SignatureProvider.named(jwt.provider())),
                new ReplayMemory(settings.replayCacheBytes(), clock),
                settings.nonce() ? ServerNonces.of(secrets, settings.maxAge(), clock) : null,
                clock);
    }

    /**
     * Checks a request's proof, which is used up by that.
     *
     * @param accessToken the access token as presented, verified before
     * @param boundThumbprint the {@code jkt} of its {@code cnf} (RFC 9449, section 6.1)
     * @return why the token does not count; empty if it does
     */
    public Optional<DpopFailure> violation(
            DpopRequest request, String accessToken, String boundThumbprint) {
        if (request.proofs().isEmpty()) {
            return invalid("The access token needs a DPoP proof");
        }
        if (request.proofs().size() > 1) {
            return invalid("The request has more than one DPoP header");
        }
        String proof = request.proofs().get(0);
        if (proof.length() > LONGEST_PROOF) {
            return invalid("The DPoP proof is longer than " + LONGEST_PROOF + " characters");
        }
        Optional<CompactJws> jws = CompactJws.parse(proof);
        if (jws.isEmpty()) {
            return invalid("The DPoP proof is malformed");
        }
        Optional<String> violation =
                headers.violation(jws.get().header())
                        .or(
                                () ->
                                        claims.violation(
                                                jws.get().claims(),
                                                request,
                                                accessToken,
                                                clock.instant()));
        return violation.isPresent()
                ? invalid(violation.get())
                : nonceViolation(jws.get())
                        .or(() -> keyViolation(jws.get(), boundThumbprint))
                        .or(() -> useViolation(jws.get(), boundThumbprint));
    }

    /**
     * The value of {@code DPoP-Nonce} for an answer to a request with a valid proof, so that the
     * next proof has it (RFC 9449, section 8.2); empty if nonces are not asked for.
     */
    public Optional<String> nonce() {
        return Optional.ofNullable(nonces).map(ServerNonces::current);
    }

    /** The value of {@code algs} in a challenge (RFC 9449, section 7.1). */
    public String algorithms() {
        return headers.names();
    }

    private Optional<DpopFailure> nonceViolation(CompactJws jws) {
        if (nonces == null || nonces.accepts(ProofClaims.text(jws.claims(), "nonce"))) {
            return Optional.empty();
        }
        return Optional.of(
                new Refused(
                        USE_DPOP_NONCE,
                        "The DPoP proof needs this server's current nonce",
                        nonces.current()));
    }

    private Optional<DpopFailure> keyViolation(CompactJws jws, String boundThumbprint) {
        Optional<ProofKey> jwk = Optional.ofNullable(jws.header().jwk()).flatMap(ProofKey::of);
        if (jwk.isEmpty()) {
            return invalid("The DPoP proof's jwk is not a usable public key");
        }
        if (!MessageDigest.isEqual(bytes(jwk.get().thumbprint()), bytes(boundThumbprint))) {
            return refused(INVALID_TOKEN, "The access token is bound to another key");
        }
        Optional<VerificationKey> key = keys.find(jwk.get());
        if (key.isEmpty()) {
            return invalid("The DPoP proof's jwk is not a usable public key");
        }
        JwsAlgorithm algorithm = headers.algorithm(jws.header()).orElseThrow();
        return jws.isSignedBy(key.get(), algorithm)
                ? Optional.empty()
                : invalid("The DPoP proof's signature is invalid");
    }

    private Optional<DpopFailure> useViolation(CompactJws jws, String thumbprint) {
        ReplayMemory.Use use =
                used.use(
                        thumbprint,
                        ProofClaims.text(jws.claims(), "jti"),
                        claims.acceptedUntil(jws.claims()));
        return switch (use) {
            case FIRST -> Optional.empty();
            case REPLAYED -> invalid("The DPoP proof was used before");
            case TOO_OLD -> invalid("The DPoP proof is too old");
            case FULL -> Optional.of(full());
        };
    }

    private Unavailable full() {
        Duration room = used.untilRoom();
        return new Unavailable(
                "Too many DPoP proofs were used lately",
                room.compareTo(SHORTEST_RETRY) < 0 ? SHORTEST_RETRY : room);
    }

    private static Optional<DpopFailure> invalid(String detail) {
        return refused(INVALID_DPOP_PROOF, detail);
    }

    private static Optional<DpopFailure> refused(DpopError error, String detail) {
        return Optional.of(new Refused(error, detail, null));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
