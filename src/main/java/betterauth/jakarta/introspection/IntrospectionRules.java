package betterauth.jakarta.introspection;

import betterauth.jakarta.introspection.Outcome.Active;
import betterauth.jakarta.introspection.Outcome.Inactive;
import betterauth.jakarta.introspection.Outcome.Unavailable;
import betterauth.jakarta.jose.NumericDate;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.PlainText;
import betterauth.jakarta.observe.Warning;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What an answer must say for a token to be accepted (RFC 7662, section 2.2). An answer that cannot
 * be understood decides nothing.
 */
public final class IntrospectionRules {

    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Set<String> ACCESS_TOKEN_TYPES = Set.of("bearer", "dpop");

    private final String issuer;
    private final Set<String> resources;
    private final String clientId;
    private final Warning foreign = new Warning(Loggers.authentication());

    /**
     * States what is expected.
     *
     * @param resources the identifiers of this API
     * @param clientId the client that asks
     */
    public IntrospectionRules(String issuer, Set<String> resources, String clientId) {
        this.issuer = issuer;
        this.resources = Set.copyOf(resources);
        this.clientId = clientId;
    }

    /** Decides at the time {@code now}. */
    Outcome judge(JsonObject answer, Instant now) {
        JsonValue active = answer.getOrDefault("active", JsonValue.NULL);
        if (active.equals(JsonValue.FALSE)) {
            return new Inactive("The access token is unknown, revoked or has expired");
        }
        boolean isReadable =
                active.equals(JsonValue.TRUE)
                        && isTimeOrAbsent(answer, "exp")
                        && isTimeOrAbsent(answer, "nbf");
        if (!isReadable) {
            return unreadable();
        }
        Optional<String> violation =
                timeViolation(answer, now)
                        .or(() -> typeViolation(answer))
                        .or(() -> issuerViolation(answer))
                        .or(() -> audienceViolation(answer));
        return violation.<Outcome>map(Inactive::new).orElseGet(() -> new Active(answer));
    }

    /** The end of an active token; empty if the answer names none. */
    static Optional<Instant> expiry(JsonObject answer) {
        return NumericDate.of(answer, "exp");
    }

    /** The outcome of an answer that cannot be understood. */
    static Unavailable unreadable() {
        return new Unavailable("The authentication server's answer cannot be read", RETRY);
    }

    private static Optional<String> timeViolation(JsonObject answer, Instant now) {
        if (expiry(answer).filter(end -> !end.isAfter(now)).isPresent()) {
            return Optional.of("The access token has expired");
        }
        return NumericDate.of(answer, "nbf")
                .filter(begin -> begin.isAfter(now))
                .map(begin -> "The access token is not valid yet");
    }

    /**
     * Better Auth and others answer about refresh tokens, too, whatever they are asked for. One
     * that says to be bound to a key must name that key (RFC 9449, section 6.2).
     */
    private static Optional<String> typeViolation(JsonObject answer) {
        JsonValue type = answer.get("token_type");
        if (type == null) {
            return Optional.empty();
        }
        String name =
                type instanceof JsonString text ? text.getString().toLowerCase(Locale.ROOT) : "";
        if (!ACCESS_TOKEN_TYPES.contains(name)) {
            return Optional.of("The token is not an access token");
        }
        boolean namesKey = answer.getOrDefault("cnf", JsonValue.NULL) != JsonValue.NULL;
        return name.equals("dpop") && !namesKey
                ? Optional.of("The access token is bound to a key that is not named")
                : Optional.empty();
    }

    private Optional<String> issuerViolation(JsonObject answer) {
        JsonValue value = answer.get("iss");
        if (value == null
                || (value instanceof JsonString text && text.getString().equals(issuer))) {
            return Optional.empty();
        }
        return foreign("iss is " + value + ", expected " + issuer, "better-auth.oauth.issuer")
                .map(line -> "The access token's iss is not the expected issuer");
    }

    /**
     * Better Auth tells nobody but its own client about a token without audience. Such a token is
     * good for any API, so it counts here if it was issued to the client that this API is.
     */
    private Optional<String> audienceViolation(JsonObject answer) {
        JsonValue audience = answer.get("aud");
        if (audience == null) {
            boolean isOurs =
                    answer.get("client_id") instanceof JsonString id
                            && id.getString().equals(clientId);
            return isOurs
                    ? Optional.empty()
                    : Optional.of("The access token has no aud and is of another client");
        }
        if (names(audience)) {
            return Optional.empty();
        }
        return foreign(
                        "aud is " + audience + ", expected one of " + resources,
                        "better-auth.oauth.resource")
                .map(line -> "The access token's aud names none of this API's resources");
    }

    private boolean names(JsonValue audience) {
        if (audience instanceof JsonString one) {
            return resources.contains(one.getString());
        }
        return audience instanceof JsonArray several
                && several.stream()
                        .anyMatch(
                                each ->
                                        each instanceof JsonString text
                                                && resources.contains(text.getString()));
    }

    private Optional<String> foreign(String fact, String setting) {
        String line =
                "An access token was rejected: " + PlainText.of(fact) + ". Compare " + setting;
        foreign.log(() -> line);
        return Optional.of(line);
    }

    private static boolean isTimeOrAbsent(JsonObject answer, String name) {
        return !answer.containsKey(name) || NumericDate.of(answer, name).isPresent();
    }
}
