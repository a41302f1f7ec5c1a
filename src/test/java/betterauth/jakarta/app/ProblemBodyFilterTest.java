package betterauth.jakarta.app;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.test.JerseyTest;
import org.glassfish.jersey.test.TestProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemBodyFilterTest extends JerseyTest {

    @Override
    protected Application configure() {
        forceSet(TestProperties.CONTAINER_PORT, "0");
        return new ResourceConfig(Statuses.class, FaultMapper.class, ProblemBodyFilter.class)
                // What CDI would have to provide is registered above.
                .property("jakarta.ws.rs.loadServices", false);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, none, 404, Not Found",
        "GET, status/404, 404, Not Found",
        "GET, status/409, 409, Conflict",
        "GET, status/503, 503, Service Unavailable",
        "GET, status/fault, 500, Internal Server Error",
        "DELETE, status/200, 405, Method Not Allowed"
    })
    void givesAnErrorWithoutABodyOne(String method, String path, int status, String title)
            throws Exception {
        HttpResponse<String> response = send(method, path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.body())
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d}"
                                .formatted(title, status));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 304})
    void leavesOtherAnswersWithoutABodyAlone(int status) throws Exception {
        HttpResponse<String> response = send("GET", "status/" + status);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("Cache-Control")).isEmpty();
    }

    @Test
    void leavesTheBodyThatAnErrorHas() throws Exception {
        HttpResponse<String> response = send("GET", "status/own");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("own");
    }

    private HttpResponse<String> send(String method, String path)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(target(path).getUri())
                        .method(method, BodyPublishers.noBody())
                        .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Path("status")
    public static class Statuses {

        @GET
        @Path("{status}")
        public Response answer(@PathParam("status") String status) {
            return switch (status) {
                case "own" -> Response.status(404).entity("own").build();
                case "fault" -> throw new IllegalStateException("of the resource");
                default -> Response.status(Integer.parseInt(status)).build();
            };
        }
    }
}
