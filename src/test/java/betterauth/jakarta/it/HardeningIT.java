package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AUTHENTICATION_REQUIRED;
import static betterauth.jakarta.RefusalCode.INSUFFICIENT_ROLE;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import jakarta.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the WAR takes from strangers and from users who write fields of their own. */
@BetterAuthApp(
        betterAuth = "GROUPS_FIELD=true",
        settings = "better-auth.cors.allowed-origins=" + HardeningIT.FRONT_END)
class HardeningIT {

    static final String FRONT_END = "https://app.example.com";
    private static final int LIMIT = 64 * 1024;

    @ArquillianResource private BetterAuthServer betterAuth;

    @ArquillianResource private URI base;

    @ArquillianResource private Api api;

    /** What is no JSON would be 400 if anybody read it. */
    @Test
    void refusesAStrangerBeforeTheBody() throws IOException {
        assertThat(post("", "Content-Length: 10000000", "")).startsWith("HTTP/1.1 401");
        assertThat(
                        post(
                                "",
                                "Transfer-Encoding: chunked",
                                chunk("no json".repeat(10_000)) + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void takesNoBodyBeyondItsLimit() throws IOException {
        String token = betterAuth.token("ada");
        String large = "{\"text\":\"a\",\"x\":\"" + "0".repeat(LIMIT) + "\"}";

        assertThat(post(token, "Content-Length: " + large.length(), large))
                .startsWith("HTTP/1.1 413");
        assertThat(post(token, "Content-Length: 10000000", "")).startsWith("HTTP/1.1 413");
        assertThat(
                        post(
                                token,
                                "Transfer-Encoding: chunked",
                                chunk(large) + chunk(large) + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void takesABodyUpToItsLimit() throws IOException {
        String token = betterAuth.token("ada");
        String body = "{\"text\":\"a\",\"x\":\"";
        String full = body + "0".repeat(LIMIT - body.length() - 2) + "\"}";

        assertThat(post(token, "Content-Length: " + full.length(), full))
                .startsWith("HTTP/1.1 201");
        assertThat(post(token, "Transfer-Encoding: chunked", chunk(full) + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 201");
    }

    /** A field {@code groups} of the user, which Better Auth lets the user write. */
    @Test
    void takesNoFieldThatAUserWritesForARole() {
        String session = betterAuth.signIn("ada");
        HttpResponse<String> updated =
                betterAuth.post(
                        "/api/auth/update-user",
                        Json.createObjectBuilder().add("groups", "admin").build(),
                        "Authorization",
                        "Bearer " + session);
        assertThat(updated.statusCode()).isEqualTo(200);

        for (String credential : new String[] {session, betterAuth.token("ada")}) {
            assertRefused(api.getAs(credential, "/api/admin/caches"), 403, INSUFFICIENT_ROLE);
            assertThat(Api.json(api.getAs(credential, "/api/me")).getJsonArray("roles"))
                    .hasToString("[\"user\"]");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, none, 404", "DELETE, me, 405", "POST, notes, 415"})
    void letsAFrontEndReadTheErrorsOfTheWar(String method, String path, int status) {
        HttpResponse<String> answer =
                api.send(
                        method,
                        "/api/" + path,
                        method.equals("POST") ? "x" : "",
                        "Origin",
                        FRONT_END,
                        "Authorization",
                        "Bearer " + betterAuth.token("ada"),
                        "Content-Type",
                        "text/plain");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(FRONT_END);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(Api.json(answer).getInt("status")).isEqualTo(status);
    }

    @Test
    void tellsAFrontEndNoMoreThanWhereBetterAuthIs() {
        assertThat(api.get("/api/public/auth-server").body())
                .isEqualTo("{\"url\":\"" + betterAuth.url() + "/api/auth\"}");
        assertRefused(api.get("/api/notes"), 401, AUTHENTICATION_REQUIRED);
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    /** Posts a note and reads the beginning of the answer; what is sent may break off. */
    private String post(String token, String length, String body) throws IOException {
        String head =
                "POST /api/notes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\n"
                        + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
                        + length
                        + "\r\n\r\n";
        try (Socket socket = new Socket("localhost", base.getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write((head + body).getBytes(ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(12), ISO_8859_1);
        }
    }
}
