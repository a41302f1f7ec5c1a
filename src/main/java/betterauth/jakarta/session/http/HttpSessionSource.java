package betterauth.jakarta.session.http;

import betterauth.jakarta.config.SessionSettings;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.jose.JsonText;
import betterauth.jakarta.observe.FailureCause;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.Warning;
import betterauth.jakarta.rest.AnswerReader;
import betterauth.jakarta.rest.RestAnswer;
import betterauth.jakarta.rest.RestClients;
import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionQuery;
import betterauth.jakarta.spi.SessionSource;
import jakarta.json.JsonString;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Calls {@code get-session} by the server's MicroProfile Rest Client: no redirects, bounded in time
 * and size.
 */
public final class HttpSessionSource implements SessionSource, AutoCloseable {

    private static final int MAXIMUM_BYTES = 256 * 1024;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final long WITHOUT_QUERY_NANOS = Duration.ofMinutes(10).toNanos();

    /** RFC 6265, section 4.1.1. */
    private static final Pattern COOKIE_VALUE = Pattern.compile("[!#-+\\--:<-\\[\\]-~]+");

    private static final String NO_QUERY =
            "get-session does not take disableRefresh, as with customSession of Better Auth 1.4."
                    + " Calls may extend sessions, of which browsers do not learn: update Better"
                    + " Auth, or set session.disableSessionRefresh";

    private static final String SECURE = "__Secure-";
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    private final GetSession client;
    private final Warning noQuery = new Warning(Loggers.sessions());

    /** Until when it is asked without a query. */
    private volatile long queryRejected = System.nanoTime();

    private final SessionSettings settings;
    private final AnswerReader answers;

    public HttpSessionSource(Settings settings) {
        this.settings = settings.session();
        this.answers = new AnswerReader(MAXIMUM_BYTES, this.settings.readTimeout());
        this.client =
                RestClients.create(
                        GetSession.class,
                        URI.create(settings.url() + settings.basePath()),
                        this.settings.connectTimeout(),
                        this.settings.readTimeout(),
                        this.settings.maxCalls());
    }

    @Override
    public SessionAnswer find(SessionQuery query) {
        GetSessionAnswer answer;
        try {
            answer = ask(query);
        } catch (IOException failed) {
            return new SessionAnswer.Unavailable(
                    String.valueOf(failed.getMessage()), AFTER_FAILURE);
        } catch (RuntimeException failed) {
            return new SessionAnswer.Unavailable(
                    "The REST client failed: " + FailureCause.of(failed), AFTER_FAILURE);
        }
        return answer.read(query.kind());
    }

    /** By release 1.4, customSession answers 400 to {@code disableRefresh}, as to any query. */
    private GetSessionAnswer ask(SessionQuery query) throws IOException {
        boolean withQuery = System.nanoTime() - queryRejected >= 0;
        GetSessionAnswer answer = call(query, withQuery ? true : null);
        if (answer.status() != BAD_REQUEST || !withQuery) {
            return answer;
        }
        GetSessionAnswer another = call(query, null);
        if (another.status() != OK) {
            return answer;
        }
        queryRejected = System.nanoTime() + WITHOUT_QUERY_NANOS;
        noQuery.log(() -> NO_QUERY);
        return another;
    }

    private GetSessionAnswer call(SessionQuery query, @Nullable Boolean disableRefresh)
            throws IOException {
        RestAnswer answer = answers.call(() -> send(query, disableRefresh));
        return new GetSessionAnswer(answer.status(), answer.body(), answer.retryAfter());
    }

    /**
     * Asks Better Auth for the issuer that its discovery names.
     *
     * @return the issuer; empty if Better Auth answers without one, as without such a plugin
     * @throws IOException if there is no answer; the message says why
     */
    public Optional<String> discover() throws IOException {
        try {
            RestAnswer answer = answers.call(client::discover);
            return answer.status() == OK
                    ? JsonText.parseObject(answer.body())
                            .filter(json -> json.get("issuer") instanceof JsonString)
                            .map(json -> json.getString("issuer"))
                    : Optional.empty();
        } catch (IOException failed) {
            throw FailureCause.known(failed)
                    .map(cause -> new IOException(cause, failed))
                    .orElse(failed);
        } catch (RuntimeException failed) {
            throw new IOException(FailureCause.of(failed), failed);
        }
    }

    /** Ends the client, and its connections with it. */
    @Override
    public void close() {
        client.close();
    }

    private Response send(SessionQuery query, @Nullable Boolean disableRefresh) {
        String address = query.callerAddress();
        return switch (query.kind()) {
            case COOKIE -> client.get(disableRefresh, address, cookie(query), null, null);
            case BEARER ->
                    client.get(disableRefresh, address, null, "Bearer " + encoded(query), null);
            case API_KEY -> client.get(disableRefresh, address, null, null, query.token());
        };
    }

    /** Better Auth 1.4 takes a signed bearer token in this form only, as all do with cookies. */
    private static String encoded(SessionQuery query) {
        return URLEncoder.encode(query.signedToken(), StandardCharsets.UTF_8);
    }

    /**
     * The session cookie. A Better Auth with a database is asked for what that says: by its own
     * {@code session_data} cookie it would go on to accept a session that has been revoked.
     */
    private String cookie(SessionQuery query) {
        String pair = query.cookieName() + "=" + encoded(query);
        String data = query.sessionData();
        if (!settings.stateless() || data == null || !COOKIE_VALUE.matcher(data).matches()) {
            return pair;
        }
        String prefix = String.valueOf(query.cookieName()).startsWith(SECURE) ? SECURE : "";
        return pair + "; " + prefix + settings.dataCookieName() + "=" + data;
    }
}
