package betterauth.jakarta.config;

import org.jspecify.annotations.Nullable;

/**
 * What Better Auth tells by events.
 *
 * @param secret signs events; null: then none are received
 */
public record EventSettings(@Nullable Secret secret) {

    private static final String SECRET = "better-auth.events.secret";
    private static final String OF_COOKIES = "better-auth.secret";

    static EventSettings read(ConfigValues values) {
        String text = values.text(SECRET).orElse(null);
        if (text != null && text.equals(values.text(OF_COOKIES).orElse(""))) {
            throw new SettingsException(
                    SECRET
                            + " must differ from "
                            + OF_COOKIES
                            + ": whoever may send events could"
                            + " sign sessions");
        }
        return new EventSettings(text == null ? null : Secret.of(SECRET, text));
    }
}
