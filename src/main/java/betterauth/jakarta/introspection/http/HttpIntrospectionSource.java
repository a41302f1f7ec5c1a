package betterauth.jakarta.introspection.http;

import betterauth.jakarta.config.IntrospectionSettings;
import betterauth.jakarta.config.SessionSettings;
import betterauth.jakarta.introspection.IntrospectionAnswer;
import betterauth.jakarta.introspection.IntrospectionAnswer.Failed;
import betterauth.jakarta.introspection.IntrospectionAnswer.Received;
import betterauth.jakarta.introspection.IntrospectionSource;
import betterauth.jakarta.jose.JsonText;
import betterauth.jakarta.observe.FailureCause;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.Warning;
import betterauth.jakarta.rest.AnswerReader;
import betterauth.jakarta.rest.RestAnswer;
import betterauth.jakarta.rest.RestClients;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/**
 * Calls Better Auth's introspection endpoint by the server's MicroProfile Rest Client: no
 * redirects, bounded in time and size.
 */
public final class HttpIntrospectionSource implements IntrospectionSource, AutoCloseable {

    private static final int MAXIMUM_BYTES = 64 * 1024;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    private static final String WRONG_CLIENT =
            "Better Auth does not accept this API as a client, so access tokens are not"
                    + " introspected and their callers get status 503. Compare "
                    + IntrospectionSettings.CLIENT_ID
                    + " and "
                    + IntrospectionSettings.CLIENT_SECRET
                    + " or "
                    + IntrospectionSettings.CLIENT_KEY
                    + " with the client of Better Auth";

    private final Warning wrongClient = new Warning(Loggers.authentication());
    private final Introspection client;
    private final ClientAuthentication authentication;
    private final AnswerReader answers;

    HttpIntrospectionSource(
            Introspection client, ClientAuthentication authentication, Duration readTimeout) {
        this.client = client;
        this.authentication = authentication;
        this.answers = new AnswerReader(MAXIMUM_BYTES, readTimeout);
    }

    /**
     * Prepares calls; makes none yet.
     *
     * @param base the URL of Better Auth's API
     * @param issuer whom client assertions are for
     * @param calls how many calls are made at once, and their timeouts: as for sessions
     * @throws betterauth.jakarta.config.SettingsException if the client's key cannot be used
     */
    public static HttpIntrospectionSource open(
            URI base,
            String issuer,
            IntrospectionSettings settings,
            SessionSettings calls,
            Clock clock) {
        ClientAuthentication authentication = authentication(settings, issuer, clock);
        return new HttpIntrospectionSource(
                RestClients.create(
                        Introspection.class,
                        base,
                        calls.connectTimeout(),
                        calls.readTimeout(),
                        calls.maxCalls()),
                authentication,
                calls.readTimeout());
    }

    private static ClientAuthentication authentication(
            IntrospectionSettings settings, String issuer, Clock clock) {
        String location = settings.clientKeyLocation();
        return location == null
                ? new SecretBasic(settings.requireClientId(), settings.requireClientSecret())
                : new PrivateKeyJwt(
                        settings.requireClientId(), issuer, ClientKey.read(location), clock);
    }

    @Override
    public IntrospectionAnswer ask(String token, String callerAddress) {
        // The hint keeps refresh tokens from being taken for access tokens (RFC 7662, section 2.1).
        String form =
                "token="
                        + ClientAuthentication.encoded(token)
                        + "&token_type_hint=access_token"
                        + authentication.parameters();
        try {
            return read(
                    answers.call(
                            () ->
                                    client.introspect(
                                            authentication.header().orElse(null),
                                            callerAddress,
                                            form)));
        } catch (IOException failed) {
            return new Failed(String.valueOf(failed.getMessage()), AFTER_FAILURE, false);
        } catch (RuntimeException failed) {
            return new Failed(
                    "The REST client failed: " + FailureCause.of(failed), AFTER_FAILURE, false);
        }
    }

    private IntrospectionAnswer read(RestAnswer answer) {
        if (answer.status() == OK) {
            return JsonText.parseObject(answer.body())
                    .<IntrospectionAnswer>map(Received::new)
                    .orElseGet(
                            () -> new Failed("The answer is no JSON object", AFTER_FAILURE, false));
        }
        if (isAboutClient(answer)) {
            wrongClient.log(() -> WRONG_CLIENT + " (status " + answer.status() + ")");
            return new Failed(null, AFTER_FAILURE, false);
        }
        Duration retryAfter = answer.retryAfter();
        return new Failed(
                "Introspection answered with status " + answer.status(),
                retryAfter == null ? AFTER_FAILURE : retryAfter,
                answer.status() == TOO_MANY_REQUESTS);
    }

    /** Better Auth answers 400 to some assertions, against RFC 6749, section 5.2. */
    private static boolean isAboutClient(RestAnswer answer) {
        return answer.status() == UNAUTHORIZED
                || (answer.status() == BAD_REQUEST
                        && JsonText.parseObject(answer.body())
                                .filter(
                                        json ->
                                                json.getString("error", "")
                                                        .equals("invalid_client"))
                                .isPresent());
    }

    /** Ends the client, and its connections with it. */
    @Override
    public void close() {
        client.close();
    }
}
