package betterauth.jakarta.run;

import jakarta.json.JsonObject;

/**
 * The answer of Better Auth's token endpoint.
 *
 * @param answer the whole of it
 */
public record OAuthTokens(JsonObject answer) {

    public String accessToken() {
        return answer.getString("access_token");
    }

    /** There is one where {@code openid} is among the scopes of a user. */
    public String idToken() {
        return answer.getString("id_token");
    }

    /** There is one where {@code offline_access} is among the scopes of a user. */
    public String refreshToken() {
        return answer.getString("refresh_token");
    }

    /** {@code Bearer} or {@code DPoP}. */
    public String type() {
        return answer.getString("token_type");
    }
}
