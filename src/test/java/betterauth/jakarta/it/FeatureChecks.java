package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** What Better Auth's options and plugins do to a caller. */
final class FeatureChecks {

    private static final int MOST_TOKENS = 5_000;
    private static final int MOST_CALLS = 40;

    private FeatureChecks() {}

    static void withoutRememberMe(MatrixCell cell) {
        MatrixSession session =
                cell.session(
                        cell.post(
                                "/sign-in/email",
                                Json.createObjectBuilder(MatrixCell.password("ada"))
                                        .add("rememberMe", false)
                                        .build()
                                        .toString()));
        assertThat(session.cookies()).contains("dont_remember");
        cell.assertAda(cell.meByCookies(session.cookies()), "session");
    }

    static void rotation(MatrixCell cell) {
        String old = cell.session().token();
        String token = old;
        for (int i = 0; i < MOST_TOKENS && header(token).equals(header(old)); i++) {
            token = cell.session().newToken();
        }
        assertThat(header(token)).as("another key").isNotEqualTo(header(old));
        cell.assertAda(cell.war().getAs(token, "/api/me"), "jwt");
        cell.assertAda(cell.war().getAs(old, "/api/me"), "jwt");
    }

    static void customField(MatrixCell cell) {
        JsonObject me = Api.json(cell.meByCookies(cell.session().cookies()));
        assertThat(me.getJsonObject("fields").getString("plan")).isEqualTo("pro");
    }

    static void ownFields(MatrixCell cell) {
        for (HttpResponse<String> answer :
                List.of(
                        cell.meByCookies(cell.session().cookies()),
                        cell.war().getAs(cell.session().token(), "/api/me"))) {
            JsonObject fields = Api.json(answer).getJsonObject("fields");
            assertThat(fields.getString("seats")).isEqualTo("3");
            assertThat(fields.getString("hidden")).as("the default").isEqualTo("none");
        }
    }

    static void organization(MatrixCell cell) {
        MatrixSession session = cell.signIn("ada");
        String id =
                Api.json(
                                cell.postAs(
                                        session.raw(),
                                        "/organization/create",
                                        "{\"name\":\"Engines\",\"slug\":\"engines\"}"))
                        .getString("id");
        JsonObject me = Api.json(cell.meByCookies(session.cookies()));
        assertThat(me.getJsonObject("session").getString("activeOrganizationId")).isEqualTo(id);
    }

    static void otherAccount(MatrixCell cell) {
        String ada = cell.signIn("ada").cookies();
        HttpResponse<String> answer =
                cell.postByCookies(ada, "/sign-in/email", MatrixCell.password("grace").toString());
        String cookies = cell.session(answer).cookies() + "; " + ada.substring(ada.indexOf("; "));
        assertThat(cookies.split("session_token_multi-", -1)).hasSize(3);
        JsonObject me = Api.json(cell.meByCookies(cookies));
        assertThat(me.getString("email")).isEqualTo("grace@example.com");
    }

    static void guest(MatrixCell cell) {
        MatrixSession session = cell.session(cell.post("/sign-in/anonymous", "{}"));
        JsonObject byCookie = Api.json(cell.meByCookies(session.cookies()));
        JsonObject byToken = Api.json(cell.war().getAs(session.token(), "/api/me"));
        assertThat(byCookie.getString("id"))
                .isNotEqualTo(ada(cell))
                .isEqualTo(byToken.getString("id"));
    }

    static void administrator(MatrixCell cell) {
        MatrixSession grace = cell.signIn("grace");
        assertThat(cell.war().getAs(grace.raw(), "/api/admin/caches").statusCode()).isEqualTo(200);
        assertThat(cell.war().getAs(grace.token(), "/api/admin/caches").statusCode())
                .isEqualTo(200);
        assertThat(cell.war().getAs(cell.session().raw(), "/api/admin/caches").statusCode())
                .isEqualTo(403);
    }

    /** As Better Auth itself says: with secondary storage, 1.4 and 1.5 do not tell by whom. */
    static void impersonation(MatrixCell cell) {
        MatrixSession grace = cell.signIn("grace");
        JsonObject answer =
                Api.json(cell.postAs(grace.raw(), "/admin/impersonate-user", ofAda(cell)));
        String token = answer.getJsonObject("session").getString("token");
        HttpResponse<String> me = cell.war().getAs(token, "/api/me");
        cell.assertAda(me, "session");
        assertThat(Api.json(me).getJsonObject("session").get("impersonatedBy"))
                .isEqualTo(cell.sessionAs(token).getOrDefault("impersonatedBy", JsonValue.NULL));
    }

    /** Better Auth goes on to answer for the user then, and to issue tokens. */
    static void banInDatabase(MatrixCell cell) {
        MatrixSession session = cell.signIn("ada");
        cell.assertAda(cell.meByCookies(session.cookies()), "session");
        cell.change("ban");
        try {
            assertBanned(cell.meByCookies(session.cookies()));
            assertBanned(cell.war().getAs(session.newToken(), "/api/me"));
        } finally {
            cell.change("unban");
        }
    }

    static void ban(MatrixCell cell) {
        MatrixSession session = cell.signIn("ada");
        MatrixSession grace = cell.signIn("grace");
        cell.assertAda(cell.meByCookies(session.cookies()), "session");
        cell.postAs(grace.raw(), "/admin/ban-user", ofAda(cell));
        try {
            MatrixCell.assertRejected(cell.meByCookies(session.cookies()));
        } finally {
            cell.postAs(grace.raw(), "/admin/unban-user", ofAda(cell));
        }
    }

    static void rateLimit(MatrixCell cell) {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < MOST_CALLS; i++) {
            statuses.add(cell.meByCookies(cell.session().cookies()).statusCode());
        }
        assertThat(statuses).containsOnly(200, 503).contains(503);
    }

    static void restart(MatrixCell cell) {
        MatrixSession session = cell.signIn("ada");
        cell.stopBetterAuth();
        cell.startBetterAuth();
        cell.assertAda(cell.meByCookies(session.cookies()), "session");
    }

    private static void assertBanned(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(Api.json(answer).getString("code")).isEqualTo("USER_BANNED");
    }

    private static String ofAda(MatrixCell cell) {
        return "{\"userId\":\"" + ada(cell) + "\"}";
    }

    private static String ada(MatrixCell cell) {
        return cell.session().userId();
    }

    private static String header(String token) {
        return token.substring(0, token.indexOf('.'));
    }
}
