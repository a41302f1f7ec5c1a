package betterauth.jakarta.caller;

import betterauth.jakarta.identity.Authentication.Verified;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.ClaimValue;
import org.eclipse.microprofile.jwt.Claims;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @Inject @Claim} gives (MicroProfile JWT 2.1, section 7.1), in place of the server's
 * own producers, which know nothing of a caller whom a module established. A claim that is absent
 * is null.
 */
@Alternative
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
@Dependent
public class CallerClaims {

    @Inject Caller caller;

    @Produces
    @Claim
    @Nullable String text(InjectionPoint point) {
        return (String) claim(point, String.class);
    }

    @Produces
    @Claim
    @Nullable Long number(InjectionPoint point) {
        return (Long) claim(point, Long.class);
    }

    @Produces
    @Claim
    @Nullable Boolean bool(InjectionPoint point) {
        return (Boolean) claim(point, Boolean.class);
    }

    @Produces
    @Claim
    @Nullable Set<String> texts(InjectionPoint point) {
        @SuppressWarnings("unchecked") // ClaimTypes makes sets of strings only
        Set<String> set = (Set<String>) claim(point, Set.class);
        return set;
    }

    @Produces
    @Claim
    @Typed(JsonString.class)
    @Nullable JsonString jsonString(InjectionPoint point) {
        return (JsonString) claim(point, JsonString.class);
    }

    @Produces
    @Claim
    @Typed(JsonNumber.class)
    @Nullable JsonNumber jsonNumber(InjectionPoint point) {
        return (JsonNumber) claim(point, JsonNumber.class);
    }

    @Produces
    @Claim
    @Typed(JsonArray.class)
    @Nullable JsonArray jsonArray(InjectionPoint point) {
        return (JsonArray) claim(point, JsonArray.class);
    }

    @Produces
    @Claim
    @Typed(JsonObject.class)
    @Nullable JsonObject jsonObject(InjectionPoint point) {
        return (JsonObject) claim(point, JsonObject.class);
    }

    @Produces
    @Claim
    @Nullable JsonValue jsonValue(InjectionPoint point) {
        return (JsonValue) claim(point, JsonValue.class);
    }

    @Produces
    @Claim
    @SuppressWarnings("unchecked") // The injection point names the type
    <T> Optional<T> optional(InjectionPoint point) {
        return Optional.ofNullable((T) claim(point, argument(point.getType())));
    }

    @Produces
    @Claim
    <T> ClaimValue<T> value(InjectionPoint point) {
        return new CallerClaimValue<>(name(point), argument(point.getType()), this);
    }

    @Nullable Object claim(String name, Type type) {
        return caller.authentication() instanceof Verified verified
                ? ClaimTypes.convert(verified.caller().getClaim(name), type)
                : null;
    }

    private @Nullable Object claim(InjectionPoint point, Type type) {
        return claim(name(point), type);
    }

    private static Type argument(Type type) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[0]
                : JsonValue.class;
    }

    private static String name(InjectionPoint point) {
        for (var qualifier : point.getQualifiers()) {
            if (qualifier instanceof Claim claim) {
                return claim.standard() == Claims.UNKNOWN ? claim.value() : claim.standard().name();
            }
        }
        throw new IllegalStateException("Injection point has no @Claim");
    }

    /** Asks for the caller's claim at each call. */
    private static final class CallerClaimValue<T> implements ClaimValue<T> {

        private final String name;
        private final Type type;
        private final CallerClaims claims;

        CallerClaimValue(String name, Type type, CallerClaims claims) {
            this.name = name;
            this.type = type;
            this.claims = claims;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        @SuppressWarnings("unchecked") // The injection point names the type
        public @Nullable T getValue() {
            return (T) ClaimTypes.optionally(type, wanted -> claims.claim(name, wanted));
        }
    }
}
