package betterauth.jakarta.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.LogCapture;
import betterauth.jakarta.RequireRole;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.config.SettingsException;
import betterauth.jakarta.guard.OperationGuards;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.eclipse.microprofile.openapi.spi.OASFactoryResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardedOperationsTest {

    private static final String GUARDED = "/api/guarded";
    private static final String ROLE = "/api/guarded/role";
    private static final String OPEN = "/api/open";

    private OpenAPI document;

    @BeforeEach
    void makeADocument() {
        OASFactoryResolver.setInstance(new FakeModels());
        document = OASFactory.createOpenAPI().paths(OASFactory.createPaths());
        for (String path : List.of(GUARDED, ROLE, OPEN)) {
            PathItem item = OASFactory.createPathItem();
            item.setOperation(PathItem.HttpMethod.GET, OASFactory.createOperation());
            document.getPaths().addPathItem(path, item);
        }
    }

    @AfterEach
    void makeNoMore() {
        OASFactoryResolver.setInstance(null);
    }

    @Test
    void requiresOneOfTheCredentialsThatAreAccepted() {
        add(Map.of("better-auth.api-key.enabled", "true"));

        List<String> any =
                List.of("better-auth-token", "better-auth-api-key", "better-auth-session");
        assertThat(required(GUARDED)).isEqualTo(any);
        assertThat(required(ROLE)).isEqualTo(any);
        assertThat(schemes())
                .isEqualTo(
                        Map.of(
                                "better-auth-token", "http bearer JWT",
                                "better-auth-api-key", "apiKey header x-api-key",
                                "better-auth-session",
                                        "apiKey cookie __Secure-better-auth.session_token"));
    }

    @Test
    void leavesOpenOperationsAsTheyAre() {
        add(Map.of());

        assertThat(required(OPEN)).isEmpty();
        assertThat(operation(OPEN).getResponses()).isNull();
    }

    @Test
    void addsNothingToADocumentWithoutGuards() {
        document.getPaths().getPathItems().remove(GUARDED);
        document.getPaths().getPathItems().remove(ROLE);

        add(Map.of());

        assertThat(document.getComponents()).isNull();
    }

    @Test
    void addsNothingToADocumentWithoutPaths() {
        document = OASFactory.createOpenAPI();
        add(Map.of());
        document.setPaths(OASFactory.createPaths());
        add(Map.of());

        assertThat(document.getComponents()).isNull();
    }

    @Test
    void namesTheCookieThatBrowsersHave() {
        add(
                Map.of(
                        "better-auth.url", "http://localhost:3000",
                        "better-auth.session.cookie-prefix", "shop"));

        assertThat(schemes())
                .isEqualTo(
                        Map.of(
                                "better-auth-token", "http bearer JWT",
                                "better-auth-session", "apiKey cookie shop.session_token"));
    }

    @Test
    void namesNoSessionWhereNoneIsAccepted() {
        add(Map.of("better-auth.session.enabled", "false"));

        assertThat(schemes()).isEqualTo(Map.of("better-auth-token", "http bearer JWT"));
    }

    @Test
    void namesTheCookieOfTokens() {
        Map<String, String> cookie =
                Map.of("mp.jwt.token.header", "Cookie", "mp.jwt.token.cookie", "jwt");
        add(cookie);
        assertThat(schemes())
                .containsEntry("better-auth-token", "http bearer null")
                .containsEntry("better-auth-token-cookie", "apiKey cookie jwt");

        makeADocument();
        Map<String, String> only = new HashMap<>(cookie);
        only.put("better-auth.session.enabled", "false");
        add(only);
        assertThat(schemes()).isEqualTo(Map.of("better-auth-token-cookie", "apiKey cookie jwt"));
    }

    @Test
    void namesTokensOnlyWhereTheServerValidatesThem() {
        add(
                Map.of(
                        "better-auth.mechanism", "container",
                        "better-auth.api-key.enabled", "true",
                        "mp.jwt.verify.issuer", "https://auth.example.com",
                        "mp.jwt.verify.audiences", "https://auth.example.com",
                        "mp.jwt.verify.publickey.location", "https://auth.example.com/jwks"));

        assertThat(schemes()).isEqualTo(Map.of("better-auth-token", "http bearer JWT"));
    }

    @Test
    void keepsARequirementOfTheApplication() {
        operation(GUARDED)
                .addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme("own"));

        add(Map.of());

        assertThat(required(GUARDED)).containsExactly("own");
        assertThat(responses(GUARDED)).containsOnlyKeys("401", "403");
        assertThat(required(ROLE)).hasSize(2);
    }

    @Test
    void takesAnEmptyListForNone() {
        operation(GUARDED).setSecurity(new ArrayList<>());

        add(Map.of());

        assertThat(required(GUARDED)).hasSize(2);
    }

    @Test
    void keepsARequirementForAllOperations() {
        document.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme("own")));

        add(Map.of());

        assertThat(required(GUARDED)).isEmpty();
        assertThat(document.getComponents()).isNull();
        assertThat(responses(GUARDED)).containsOnlyKeys("401", "403");
    }

    @Test
    void usesAnEqualSchemeOfTheApplication() {
        document.setComponents(
                OASFactory.createComponents()
                        .addSecurityScheme(
                                "jwt",
                                OASFactory.createSecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("Bearer"))
                        .addSecurityScheme(
                                "login",
                                OASFactory.createSecurityScheme().type(SecurityScheme.Type.OAUTH2))
                        .addSecurityScheme(
                                "other",
                                OASFactory.createSecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.HEADER)
                                        .name("__Secure-better-auth.session_token")));

        add(Map.of());

        assertThat(required(GUARDED)).containsExactly("jwt", "better-auth-session");
        assertThat(schemes()).containsOnlyKeys("jwt", "login", "other", "better-auth-session");
    }

    @Test
    void keepsASchemeOfTheApplicationOfTheSameName() {
        document.setComponents(
                OASFactory.createComponents()
                        .addSecurityScheme(
                                "better-auth-session",
                                OASFactory.createSecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name("sid")));

        add(Map.of());

        assertThat(schemes()).containsEntry("better-auth-session", "apiKey cookie sid");
    }

    @Test
    void saysHowCallersAreRefused() {
        add(Map.of());

        assertThat(responses(GUARDED).get("401").getDescription())
                .isEqualTo("The caller is not authenticated");
        assertThat(responses(GUARDED).get("403").getDescription())
                .isEqualTo("The caller is not allowed");
        assertThat(responses(ROLE).get("403").getDescription())
                .isEqualTo("The role admin is required");
        assertThat(example(ROLE, "401"))
                .containsEntry("status", 401)
                .containsEntry("code", "AUTHENTICATION_REQUIRED");
        assertThat(example(ROLE, "403"))
                .containsEntry("status", 403)
                .containsEntry("detail", "The role admin is required")
                .containsEntry("code", "INSUFFICIENT_ROLE");
        assertThat(example(GUARDED, "403")).containsEntry("code", "USER_BANNED");
    }

    @Test
    void keepsResponsesOfTheApplication() {
        APIResponse own = OASFactory.createAPIResponse().description("own");
        operation(GUARDED).setResponses(OASFactory.createAPIResponses().addAPIResponse("401", own));
        operation(ROLE).setResponses(OASFactory.createAPIResponses().addAPIResponse("4xx", own));

        add(Map.of());

        assertThat(responses(GUARDED).get("401")).isSameAs(own);
        assertThat(responses(GUARDED)).containsOnlyKeys("401", "403");
        assertThat(responses(ROLE)).containsOnlyKeys("4xx");
    }

    @Test
    void leavesTheDocumentAsItIsWhereSettingsCannotBeRead() {
        try (LogCapture log = new LogCapture("deployment")) {
            GuardedOperations.describe(
                    document,
                    () -> {
                        throw new SettingsException("better-auth.url must be set");
                    });

            assertThat(log.lines())
                    .containsExactly("WARNING The OpenAPI document does not say what is guarded");
        }
        assertThat(document.getComponents()).isNull();
    }

    @Test
    void logsThatNoResourceIsKnownAndDescribesProtectedPaths() {
        try (LogCapture log = new LogCapture("deployment")) {
            add(Map.of("better-auth.protected-paths", OPEN), List.of());

            assertThat(log.lines())
                    .containsExactly(
                            "INFO The OpenAPI document does not say which resources are guarded,"
                                    + " since the server has found none yet");
        }
        assertThat(required(GUARDED)).isEmpty();
        assertThat(required(OPEN)).hasSize(2);
    }

    @Test
    void logsNothingWhereResourcesAreKnown() {
        try (LogCapture log = new LogCapture("deployment")) {
            add(Map.of());

            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void logsNothingOfADocumentWithoutResources() {
        document.getPaths().getPathItems().clear();
        try (LogCapture log = new LogCapture("deployment")) {
            add(Map.of(), List.of());

            assertThat(log.lines()).isEmpty();
        }
    }

    private void add(Map<String, String> values) {
        add(values, List.of(Guarded.class, Open.class));
    }

    private void add(Map<String, String> values, List<Class<?>> types) {
        Map<String, String> all = new HashMap<>();
        all.put("better-auth.url", "https://auth.example.com");
        all.putAll(values);
        Settings settings =
                Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key))));
        GuardedOperations.add(document, settings, new OperationGuards(settings.paths(), types));
    }

    private Operation operation(String path) {
        return document.getPaths().getPathItem(path).getOperations().get(PathItem.HttpMethod.GET);
    }

    private List<String> required(String path) {
        return Optional.ofNullable(operation(path).getSecurity()).orElse(List.of()).stream()
                .flatMap(each -> each.getSchemes().keySet().stream())
                .toList();
    }

    private Map<String, APIResponse> responses(String path) {
        return operation(path).getResponses().getAPIResponses();
    }

    @SuppressWarnings("unchecked") // The members of a problem
    private Map<String, Object> example(String path, String status) {
        return (Map<String, Object>)
                responses(path)
                        .get(status)
                        .getContent()
                        .getMediaType("application/problem+json")
                        .getExample();
    }

    /** Each scheme of the document in words. */
    private Map<String, String> schemes() {
        Map<String, String> words = new HashMap<>();
        document.getComponents()
                .getSecuritySchemes()
                .forEach(
                        (name, scheme) ->
                                words.put(
                                        name,
                                        scheme.getIn() == null
                                                ? scheme.getType()
                                                        + " "
                                                        + scheme.getScheme()
                                                        + " "
                                                        + scheme.getBearerFormat()
                                                : scheme.getType()
                                                        + " "
                                                        + scheme.getIn()
                                                        + " "
                                                        + scheme.getName()));
        return words;
    }

    @Path("guarded")
    @Authenticated
    static class Guarded {

        @GET
        public void get() {}

        @GET
        @Path("role")
        @RequireRole("admin")
        public void role() {}
    }

    @Path("open")
    static class Open {

        @GET
        public void get() {}
    }
}
