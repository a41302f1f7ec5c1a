package betterauth.jakarta.kit;

import betterauth.jakarta.run.BetterAuthServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of two Better Auths that are asked the same: the real one, or the fake one. */
final class Side {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Pattern TOKEN = Pattern.compile("\"token\":\"(\\w+)\"");

    private final URI url;
    private final String password;
    private HttpResponse<String> signedIn;
    private String apiKey = "";

    Side(URI url, String password) {
        this.url = url;
        this.password = password;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url.resolve("/api/auth" + path))
                        .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Signs Ada in, whose session the other calls present. */
    HttpResponse<String> signIn() {
        return signIn(password);
    }

    HttpResponse<String> signIn(String withPassword) {
        HttpResponse<String> answer =
                send(
                        "POST",
                        "/sign-in/email",
                        "{\"email\":\"ada@example.com\",\"password\":\"" + withPassword + "\"}",
                        "Content-Type",
                        "application/json");
        if (answer.statusCode() == 200) {
            signedIn = answer;
        }
        return answer;
    }

    void useApiKey(String key) {
        apiKey = key;
    }

    String apiKey() {
        return apiKey;
    }

    /** The raw session token. */
    String token() {
        Matcher token = TOKEN.matcher(signedIn.body());
        if (!token.find()) {
            throw new IllegalStateException("No token");
        }
        return token.group(1);
    }

    /** The signed session token. */
    String signed() {
        return signedIn.headers().firstValue("set-auth-token").orElseThrow();
    }

    /** Every cookie of the sign-in. */
    String cookies() {
        return BetterAuthServer.cookies(signedIn);
    }

    /** The session cookie alone. */
    String cookie() {
        return cookies().split("; ", -1)[0];
    }

    String origin() {
        return url.toString();
    }
}
