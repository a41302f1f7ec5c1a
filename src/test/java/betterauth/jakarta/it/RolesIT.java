package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.roles.RolesApplication;
import betterauth.jakarta.run.BetterAuthServer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The roles of callers in an application that declares them, without a mapping of a server. */
@BetterAuthApp(packagesOf = RolesApplication.class)
class RolesIT {

    private static final Map<String, String> TOKENS = new LinkedHashMap<>();

    @ArquillianResource private BetterAuthServer betterAuth;

    @ArquillianResource private Api api;

    @ParameterizedTest
    @CsvSource({
        "lin, editor, true",
        "lin, user, true",
        "lin, admin, false",
        "grace, admin, true",
        "ada, editor, false",
        "ada, nobody, false"
    })
    void areKnownToServletsAndResources(String user, String role, boolean expected) {
        String token = TOKENS.computeIfAbsent(user, betterAuth::token);

        assertThat(api.getAs(token, "/role?role=" + role).body())
                .isEqualTo("server " + expected + ", user " + expected);
        assertThat(api.getAs(token, "/app/role?role=" + role).body())
                .isEqualTo("server " + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "user", "nobody"})
    void areNotThoseOfAnAnonymousCaller(String role) {
        assertThat(api.get("/role?role=" + role).body()).isEqualTo("server false, user false");
        assertThat(api.get("/app/role?role=" + role).body()).isEqualTo("server false");
        assertThat(api.getAs("rubbish.rubbish", "/role?role=" + role).body())
                .isEqualTo("server false, user false");
    }
}
