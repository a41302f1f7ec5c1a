package betterauth.jakarta.guard;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.RequireRole;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.CallerPrincipal;
import betterauth.jakarta.identity.Identity;
import betterauth.jakarta.mechanism.Caller;
import betterauth.jakarta.problem.AccessDeniedMapper;
import betterauth.jakarta.problem.AuthenticationRequiredMapper;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Set;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.test.JerseyTest;
import org.glassfish.jersey.test.TestProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The providers in a Jakarta REST application without CDI: no interceptor helps them there. */
class GuardedResourcesTest extends JerseyTest {

    private Authentication authentication;

    @Override
    protected Application configure() {
        forceSet(TestProperties.CONTAINER_PORT, "0");
        Guard guard = new Guard();
        guard.caller =
                new Caller() {
                    @Override
                    public Authentication authentication() {
                        return authentication;
                    }
                };
        return new ResourceConfig(
                        Resource.class,
                        GuardFeature.class,
                        AccessDeniedMapper.class,
                        AuthenticationRequiredMapper.class)
                .register(
                        new AbstractBinder() {
                            @Override
                            protected void configure() {
                                bind(guard).to(Guard.class);
                            }
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "open, '', 200",
        "open, user, 200",
        "known, '', 401",
        "known, user, 200",
        "any, '', 401",
        "any, user, 403",
        "any, editor, 200",
        "any, admin, 200",
        "all, admin, 403",
        "all, 'admin,editor', 200",
        "none, admin, 404"
    })
    void letsInByRule(String path, String roles, int status) {
        authentication = roles.isEmpty() ? new Anonymous() : verified(roles.split(",", -1));

        assertThat(target("r/" + path).request().get().getStatus()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "TOKEN_EXPIRED, 401", "INVALID_TOKEN, 401", "INVALID_SESSION, 401", "INVALID_API_KEY, 401",
        "USER_BANNED, 403", "ORIGIN_NOT_ALLOWED, 403", "AMBIGUOUS_CREDENTIALS, 400",
                "RATE_LIMITED, 429"
    })
    void answersWithTheReason(RefusalCode code, int status) {
        authentication = new Rejected(code, "why", Duration.ofSeconds(7));

        try (Response response = target("r/known").request().get()) {
            assertThat(response.getStatus()).isEqualTo(status);
            assertThat(response.readEntity(String.class)).contains("\"" + code + "\"", "\"why\"");
            assertThat(response.getHeaderString("Retry-After"))
                    .isEqualTo(status == 403 ? null : "7");
        }
        assertThat(target("r/open").request().get().getStatus()).isEqualTo(200);
    }

    @Test
    void answersThatItCouldNotDecide() {
        authentication = new Unavailable("why", Duration.ofSeconds(7));

        try (Response response = target("r/known").request().get()) {
            assertThat(response.getStatus()).isEqualTo(503);
            assertThat(response.getHeaderString("Retry-After")).isEqualTo("7");
            assertThat(response.readEntity(String.class)).contains("AUTH_SERVER_UNAVAILABLE");
        }
    }

    @Test
    void refusesBeforeTheBodyIsRead() {
        authentication = new Anonymous();

        assertThat(target("r/known").request().post(Entity.text("x")).getStatus()).isEqualTo(401);
    }

    private static Verified verified(String... roles) {
        return new Verified(
                new CallerPrincipal(
                        new Identity(
                                AuthenticationMethod.JWT,
                                "1",
                                Set.of(roles),
                                JsonValue.EMPTY_JSON_OBJECT,
                                null),
                        null));
    }

    /** Guarded in each way. */
    @Path("r")
    public static class Resource {

        @GET
        @Path("open")
        public String open() {
            return "open";
        }

        @GET
        @Path("known")
        @Authenticated
        public String known() {
            return "known";
        }

        @POST
        @Path("known")
        @Authenticated
        public String post(int body) {
            return String.valueOf(body);
        }

        @GET
        @Path("any")
        @RequireRole({"editor", "admin"})
        public String any() {
            return "any";
        }

        @GET
        @Path("all")
        @RequireRole(
                value = {"editor", "admin"},
                match = RequireRole.Match.ALL)
        public String all() {
            return "all";
        }
    }
}
