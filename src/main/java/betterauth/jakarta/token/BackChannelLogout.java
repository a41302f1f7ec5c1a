package betterauth.jakarta.token;

import betterauth.jakarta.config.OAuthSettings;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.keys.KeySource;
import java.time.Clock;
import java.util.Optional;

/**
 * How Better Auth says that a session ended (OpenID Connect Back-Channel Logout 1.0).
 *
 * @param tokens verifies what it says
 * @param sessions remembers it
 */
public record BackChannelLogout(LogoutTokens tokens, EndedSessions sessions) {

    /** What the settings ask for; empty if logout tokens are not accepted. */
    static Optional<BackChannelLogout> of(
            Settings settings, KeySource keys, EndedSessions sessions, Clock clock) {
        OAuthSettings oauth = settings.oauth();
        return oauth.logout().isEnabled()
                ? Optional.of(
                        new BackChannelLogout(
                                new LogoutTokens(
                                        settings.jwt(), oauth, oauth.logout(), keys, clock),
                                sessions))
                : Optional.empty();
    }
}
