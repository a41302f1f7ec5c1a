package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;

/**
 * Each credential that Better Auth issues, and the same altered, revoked, or without Better Auth.
 */
final class CredentialChecks {

    private CredentialChecks() {}

    static void token(MatrixCell cell) {
        cell.assertAda(cell.war().getAs(cell.session().token(), "/api/me"), "jwt");
    }

    static void alteredToken(MatrixCell cell) {
        String altered = altered(cell.session().token());
        MatrixCell.assertRejected(cell.war().getAs(altered, "/api/me"));
    }

    static void sessionToken(MatrixCell cell) {
        cell.assertAda(cell.war().getAs(cell.session().raw(), "/api/me"), "session");
    }

    static void unsigned(MatrixCell cell) {
        MatrixCell.assertRejected(cell.war().getAs(cell.session().raw(), "/api/me"));
    }

    static void signedToken(MatrixCell cell) {
        cell.assertAda(cell.war().getAs(cell.session().signed(), "/api/me"), "session");
    }

    static void alteredSignedToken(MatrixCell cell) {
        String altered = altered(cell.session().signed());
        MatrixCell.assertRejected(cell.war().getAs(altered, "/api/me"));
    }

    static void cookie(MatrixCell cell) {
        cell.assertAda(cell.meByCookies(cell.session().cookies()), "session");
    }

    /** The session token's cookie comes first; a cookie cache stays as it was issued. */
    static void alteredCookie(MatrixCell cell) {
        String[] cookies = cell.session().cookies().split("; ", 2);
        String rest = cookies.length == 1 ? "" : "; " + cookies[1];
        MatrixCell.assertRejected(cell.meByCookies(altered(cookies[0]) + rest));
    }

    static void apiKey(MatrixCell cell) {
        cell.assertAda(
                cell.war().get("/api/me", "x-api-key", newKey(cell).getString("key")), "api-key");
    }

    static void alteredApiKey(MatrixCell cell) {
        String altered = altered(newKey(cell).getString("key"));
        MatrixCell.assertRejected(cell.war().get("/api/me", "x-api-key", altered));
    }

    static void deletedApiKey(MatrixCell cell) {
        JsonObject key = newKey(cell);
        cell.assertAda(cell.war().get("/api/me", "x-api-key", key.getString("key")), "api-key");
        cell.postAs(
                cell.session().raw(),
                "/api-key/delete",
                "{\"keyId\":\"" + key.getString("id") + "\"}");
        MatrixCell.assertRejected(cell.war().get("/api/me", "x-api-key", key.getString("key")));
    }

    static void signOut(MatrixCell cell) {
        MatrixSession session = cell.signIn("ada");
        cell.assertAda(cell.meByCookies(session.cookies()), "session");

        cell.postByCookies(session.cookies(), "/sign-out", "{}");
        MatrixCell.assertRejected(cell.meByCookies(session.cookies()));
    }

    static void cookieCache(MatrixCell cell) {
        String cookies = cell.signIn("ada").cookies();
        cell.stopBetterAuth();
        cell.assertAda(cell.meByCookies(cookies), "session");
    }

    /** Nothing is decided then, since the session token may be live. */
    static void alteredCookieCache(MatrixCell cell) {
        String cookies = cell.signIn("ada").cookies();
        cell.stopBetterAuth();
        int end = cookies.length() - 20;
        String altered =
                cookies.substring(0, end) + altered("." + cookies.substring(end)).substring(1);
        assertThat(cell.meByCookies(altered).statusCode()).isEqualTo(503);
        cell.assertAda(cell.meByCookies(cookies), "session");
    }

    private static JsonObject newKey(MatrixCell cell) {
        return Api.json(
                cell.postAs(cell.session().raw(), "/api-key/create", "{\"name\":\"matrix\"}"));
    }

    /** Another character after the last dot, or at the beginning where there is none. */
    private static String altered(String credential) {
        int place = credential.lastIndexOf('.') + 1;
        char other = credential.charAt(place) == 'A' ? 'B' : 'A';
        return credential.substring(0, place) + other + credential.substring(place + 1);
    }
}
