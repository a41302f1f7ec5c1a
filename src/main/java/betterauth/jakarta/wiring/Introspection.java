package betterauth.jakarta.wiring;

import betterauth.jakarta.config.IntrospectionSettings;
import betterauth.jakarta.config.OAuthSettings;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.introspection.IntrospectionRules;
import betterauth.jakarta.introspection.Introspector;
import betterauth.jakarta.introspection.http.HttpIntrospectionSource;
import betterauth.jakarta.issuer.IntrospectedTokens;
import betterauth.jakarta.token.AccessTokenCallers;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Opens the introspection of access tokens, where the settings ask for it. */
final class Introspection {

    private Introspection() {}

    /**
     * Opens it.
     *
     * @param ends receives what closes it
     */
    static Optional<IntrospectedTokens> open(
            Settings settings,
            ClaimsMapper identities,
            Clock clock,
            Pools pools,
            Consumer<Runnable> ends) {
        OAuthSettings oauth = settings.oauth();
        IntrospectionSettings introspection = oauth.introspection();
        if (!oauth.isEnabled() || !introspection.isEnabled()) {
            return Optional.empty();
        }
        HttpIntrospectionSource source =
                HttpIntrospectionSource.open(
                        URI.create(settings.url() + settings.basePath()),
                        oauth.issuer(),
                        introspection,
                        settings.session(),
                        clock);
        ends.accept(source::close);
        int maxCalls = settings.session().maxCalls();
        return Optional.of(
                new IntrospectedTokens(
                        new Introspector(
                                introspection,
                                settings.session(),
                                new IntrospectionRules(
                                        oauth.issuer(),
                                        Set.copyOf(oauth.resources()),
                                        introspection.requireClientId()),
                                source,
                                clock,
                                // Not those of sessions: a queue keeps its threads while it lasts.
                                pools.queueing(maxCalls, maxCalls)),
                        new AccessTokenCallers(identities),
                        introspection.always()));
    }
}
