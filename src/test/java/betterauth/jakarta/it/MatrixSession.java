package betterauth.jakarta.it;

import betterauth.jakarta.run.BetterAuthServer;
import java.net.http.HttpResponse;
import java.util.function.UnaryOperator;

/** What a sign-in gave, and the JSON Web Tokens that it can be exchanged for. */
final class MatrixSession {

    private final HttpResponse<String> signedIn;
    private final UnaryOperator<String> tokens;
    private String token = "";

    /**
     * Takes an answer.
     *
     * @param tokens gets a token from Better Auth for cookies
     */
    MatrixSession(HttpResponse<String> signedIn, UnaryOperator<String> tokens) {
        this.signedIn = signedIn;
        this.tokens = tokens;
    }

    String raw() {
        return Api.json(signedIn).getString("token");
    }

    String signed() {
        return signedIn.headers().firstValue("set-auth-token").orElseThrow();
    }

    String userId() {
        return Api.json(signedIn).getJsonObject("user").getString("id");
    }

    /** The {@code Cookie} header of the browser. */
    String cookies() {
        return BetterAuthServer.cookies(signedIn);
    }

    /** The first JSON Web Token. */
    String token() {
        if (token.isEmpty()) {
            token = newToken();
        }
        return token;
    }

    String newToken() {
        return tokens.apply(cookies());
    }
}
