package betterauth.jakarta.testkit;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.Authentication.VerifiedClient;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.ClientGrant;
import betterauth.jakarta.identity.ClientPrincipal;
import betterauth.jakarta.identity.Identity;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.identity.SessionClaims;
import betterauth.jakarta.identity.SessionData;
import betterauth.jakarta.identity.UserPrincipal;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The caller whom a {@link WithCaller} describes, mapped as the library maps a session. */
final class AnnotatedCaller {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final SessionClaims CLAIMS =
            new SessionClaims(
                    new ClaimsMapper(new Roles(List.of("groups", "role")), CLOCK),
                    SettingsOfTests.URL);

    private AnnotatedCaller() {}

    /** A client that acts for itself. */
    static Authentication of(WithClient client) {
        return new VerifiedClient(new ClientPrincipal(grant(client)));
    }

    /** A client that acts for a user; one who is banned is refused in any case. */
    static Authentication of(WithCaller user, WithClient client) {
        return of(user) instanceof Verified verified
                ? ofClient(verified.caller().identity(), grant(client))
                : of(user);
    }

    private static Authentication ofClient(Identity user, ClientGrant grant) {
        return new Verified(
                new UserPrincipal(
                        new Identity(
                                AuthenticationMethod.ACCESS_TOKEN,
                                user.id(),
                                user.roles(),
                                user.claims(),
                                null,
                                grant),
                        null));
    }

    private static ClientGrant grant(WithClient client) {
        return new ClientGrant(
                client.id(), new LinkedHashSet<>(List.of(client.scopes())), null, null);
    }

    static Authentication of(WithCaller annotation) {
        User user =
                new User(
                        annotation.id(),
                        annotation.name().isEmpty() ? annotation.id() : annotation.name(),
                        annotation.email().isEmpty()
                                ? annotation.id() + "@example.com"
                                : annotation.email(),
                        String.join(",", annotation.roles()),
                        annotation.banned(),
                        Map.of(),
                        CLOCK.instant());
        JsonObjectBuilder json = Json.createObjectBuilder(parse(JsonText.of(user.json())));
        for (String field : annotation.fields()) {
            add(json, field);
        }
        JsonObject session =
                parse(JsonText.of(Session.create(user.id(), "", CLOCK.instant()).json()));
        return CLAIMS.identify(
                AuthenticationMethod.SESSION, SessionData.of(session, json.build()).orElseThrow());
    }

    private static void add(JsonObjectBuilder json, String field) {
        int equals = field.indexOf('=');
        if (equals < 1) {
            throw new ExtensionConfigurationException(
                    "@WithCaller fields must be name=text or name:=json: " + field);
        }
        String value = field.substring(equals + 1);
        if (field.charAt(equals - 1) == ':') {
            json.add(
                    field.substring(0, equals - 1),
                    parse("{\"value\":" + value + "}").get("value"));
        } else {
            json.add(field.substring(0, equals), value);
        }
    }

    private static JsonObject parse(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }
}
