package betterauth.jakarta.run;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gets tokens from a real Better Auth as clients do, and consents for the users of the demo. */
public final class OAuthFlows {

    /** What Better Auth issues tokens for, unless {@code OAUTH_RESOURCES} says otherwise. */
    public static final String RESOURCE = "https://orders.example.com";

    public static final String OTHER_RESOURCE = "https://invoices.example.com";

    private static final String REDIRECT = "https://partner.example.com/callback";
    private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    private final HttpClient http = HttpClient.newHttpClient();
    private final BetterAuthServer betterAuth;

    public OAuthFlows(BetterAuthServer betterAuth) {
        this.betterAuth = betterAuth;
    }

    /** What {@code iss} is of everything that these flows yield. */
    public String issuer() {
        return url("").toString();
    }

    /** A new sign-in of the user, their consent, and a code with PKCE exchanged for tokens. */
    public OAuthTokens authorizationCode(String user, OAuthClient client, OAuthRequest request) {
        return authorizationCode(new UserSession(betterAuth.signIn(user)), client, request);
    }

    /** The same within a session that the user has. */
    public OAuthTokens authorizationCode(
            UserSession session, OAuthClient client, OAuthRequest request) {
        String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
        FormText query =
                new FormText()
                        .add("response_type", "code")
                        .add("client_id", client.id())
                        .add("redirect_uri", REDIRECT)
                        .add("scope", request.scopes())
                        .add("state", "a-state")
                        .add("code_challenge", challenge(verifier))
                        .add("code_challenge_method", "S256")
                        .addAll("resource", request.resources());
        URI next =
                location(
                        send(
                                HttpRequest.newBuilder(url("/oauth2/authorize?" + query.text()))
                                        .header("Authorization", session.bearer())));
        if ("/consent".equals(next.getPath())) {
            next = consent(session, next.getRawQuery());
        }
        FormText exchange =
                new FormText()
                        .add("grant_type", "authorization_code")
                        .add("code", parameter(next, "code"))
                        .add("redirect_uri", REDIRECT)
                        .add("code_verifier", verifier)
                        .addAll("resource", request.resources());
        return tokens(client, exchange, request.key());
    }

    /** Tokens of a client that acts for itself. */
    public OAuthTokens clientCredentials(OAuthClient client, OAuthRequest request) {
        FormText form =
                new FormText()
                        .add("grant_type", "client_credentials")
                        .add("scope", request.scopes())
                        .addAll("resource", request.resources());
        return tokens(client, form, request.key());
    }

    /** New tokens for a refresh token; a key must be the one that this is bound to. */
    public OAuthTokens refresh(OAuthClient client, String refreshToken, OAuthRequest request) {
        FormText form =
                new FormText()
                        .add("grant_type", "refresh_token")
                        .add("refresh_token", refreshToken)
                        .add("scope", request.scopes())
                        .addAll("resource", request.resources());
        return tokens(client, form, request.key());
    }

    /** Tokens for a device without a browser, which the user approves elsewhere (RFC 8628). */
    public OAuthTokens device(String user, OAuthClient client, OAuthRequest request) {
        FormText form =
                new FormText()
                        .add("client_id", client.id())
                        .add("scope", request.scopes())
                        .addAll("resource", request.resources());
        JsonObject codes = json(post(client, "/device/code", form, null));
        String userCode = codes.getString("user_code");
        String bearer = new UserSession(betterAuth.signIn(user)).bearer();
        // The user who looks at a code is the one who may approve it.
        json(betterAuth.get("/api/auth/device?user_code=" + userCode, "Authorization", bearer));
        json(
                betterAuth.post(
                        "/api/auth/device/approve",
                        Json.createObjectBuilder().add("userCode", userCode).build(),
                        "Authorization",
                        bearer));
        FormText exchange =
                new FormText()
                        .add("grant_type", DEVICE_GRANT)
                        .add("device_code", codes.getString("device_code"))
                        .addAll("resource", request.resources());
        return tokens(client, exchange, request.key());
    }

    /** What Better Auth says of a token to a client that asks (RFC 7662). */
    public JsonObject introspect(OAuthClient asking, String token) {
        return json(post(asking, "/oauth2/introspect", new FormText().add("token", token), null));
    }

    /** Ends a token before its time (RFC 7009). */
    public void revoke(OAuthClient client, String token) {
        FormText form = new FormText().add("token", token);
        if (post(client, "/oauth2/revoke", form, null).statusCode() != 200) {
            throw new IllegalStateException("Better Auth did not revoke the token");
        }
    }

    /** Signs a session out, so that Better Auth sends its logout tokens before it answers. */
    public void signOut(UserSession session) {
        json(
                betterAuth.post(
                        "/api/auth/sign-out",
                        JsonObject.EMPTY_JSON_OBJECT,
                        "Authorization",
                        session.bearer()));
    }

    /**
     * Registers where a client gets its logout tokens. Better Auth's own registration requires
     * public https.
     */
    public void sendLogoutTokens(OAuthClient client, URI receiver) {
        betterAuth.sql(
                "update oauthClient set backchannelLogoutUri = ? where clientId = ?",
                receiver.toString(),
                client.id());
    }

    /** Makes a resource known while Better Auth runs, and lets each client ask for it. */
    public void addResource(String resource) {
        betterAuth.sql(
                """
                insert into oauthResource (id, identifier, name, policyVersion)
                values (?, ?, ?, 1)""",
                resource,
                resource,
                resource);
        betterAuth.sql(
                """
                insert into oauthClientResource (id, clientId, resourceId)
                select clientId || ?, clientId, ? from oauthClient""",
                resource,
                resource);
    }

    private URI consent(UserSession session, String query) {
        HttpResponse<String> answer =
                betterAuth.post(
                        "/api/auth/oauth2/consent",
                        Json.createObjectBuilder()
                                .add("accept", true)
                                .add("oauth_query", query)
                                .build(),
                        "Authorization",
                        session.bearer());
        return redirect(answer);
    }

    private OAuthTokens tokens(OAuthClient client, FormText form, @Nullable DpopKey key) {
        if (client.secret() == null) {
            form.add("client_id", client.id());
        }
        return new OAuthTokens(json(post(client, "/oauth2/token", form, key)));
    }

    private HttpResponse<String> post(
            OAuthClient client, String path, FormText form, @Nullable DpopKey key) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form.text()));
        client.basic().ifPresent(basic -> request.header("Authorization", basic));
        if (key != null) {
            request.header("DPoP", key.proof("POST", url(path)));
        }
        return send(request);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotRunException("Interrupted");
        }
    }

    private URI url(String path) {
        return betterAuth.url().resolve("/api/auth" + path);
    }

    private static URI location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("location")
                .map(URI::create)
                .orElseThrow(() -> unexpected(answer));
    }

    /** Better Auth answers a script with JSON where it would redirect a browser. */
    private static URI redirect(HttpResponse<String> answer) {
        return answer.statusCode() == 200
                ? URI.create(json(answer).getString("url"))
                : location(answer);
    }

    private static JsonObject json(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw unexpected(answer);
        }
        return Json.createReader(new StringReader(answer.body())).readObject();
    }

    private static IllegalStateException unexpected(HttpResponse<String> answer) {
        return new IllegalStateException(
                "Better Auth answered " + answer.statusCode() + ": " + answer.body());
    }

    private static String parameter(URI location, String name) {
        Map<String, String> parameters =
                List.of(location.getRawQuery().split("&")).stream()
                        .map(pair -> pair.split("=", 2))
                        .collect(
                                Collectors.toMap(
                                        pair -> pair[0],
                                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                                        (first, second) -> first));
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalStateException("Better Auth redirected to " + location);
        }
        return value;
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * A session of a user.
     *
     * @param token the raw session token
     */
    public record UserSession(String token) {

        String bearer() {
            return "Bearer " + token;
        }
    }
}
