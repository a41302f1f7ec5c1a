package betterauth.jakarta.caller;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.CurrentUser;
import betterauth.jakarta.UserSession;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.FieldRecords;
import betterauth.jakarta.identity.Fields;
import betterauth.jakarta.identity.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The {@link CurrentUser} of applications: asks for the caller anew at each call, and holds none.
 */
@ApplicationScoped
public class CallerCurrentUser implements CurrentUser {

    @Inject Caller caller;

    @Inject Settings settings;

    private final FieldRecords records = new FieldRecords();

    @Override
    public boolean isAuthenticated() {
        return caller.authentication() instanceof Verified;
    }

    @Override
    public String id() {
        return identity().id();
    }

    @Override
    public Optional<String> email() {
        return field("email", String.class);
    }

    @Override
    public Optional<String> name() {
        return field("name", String.class);
    }

    @Override
    public Set<String> roles() {
        return caller.authentication() instanceof Verified verified
                ? verified.caller().identity().roles()
                : Set.of();
    }

    @Override
    public AuthenticationMethod method() {
        return identity().method();
    }

    @Override
    public Optional<UserSession> session() {
        return Optional.ofNullable(identity().session());
    }

    @Override
    public <T> Optional<T> field(String name, Class<T> type) {
        return Fields.read(identity().claims(), name, type);
    }

    @Override
    public <T extends Record> T fields(Class<T> type) {
        return records.read(identity().claims(), settings.user().fieldDefaults(), type);
    }

    @Override
    public List<String> customFields() {
        return List.copyOf(settings.user().fieldDefaults().keySet());
    }

    @Override
    public String customField(String name) {
        return field(name, JsonValue.class)
                .map(
                        value ->
                                value instanceof JsonString text
                                        ? text.getString()
                                        : value.toString())
                .orElseGet(() -> settings.user().fieldDefault(name));
    }

    private Identity identity() {
        return caller.required().identity();
    }
}
