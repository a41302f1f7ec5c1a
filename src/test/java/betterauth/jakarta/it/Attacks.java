package betterauth.jakarta.it;

import static betterauth.jakarta.it.Attack.bearer;
import static betterauth.jakarta.it.Attack.get;
import static betterauth.jakarta.it.Attack.send;
import static betterauth.jakarta.it.Attack.token;
import static betterauth.jakarta.it.HostileTokens.encoded;
import static betterauth.jakarta.it.HostileTokens.header;
import static betterauth.jakarta.it.HostileTokens.hmac;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is known to be tried on servers like this one: each a request of its own. */
final class Attacks {

    private static final String NO_SIGNATURE = "A".repeat(86);

    private final HostileTokens tokens;
    private final String elsewhere;

    /**
     * @param elsewhere a URL that nobody must ask
     */
    Attacks(HostileTokens tokens, String elsewhere) {
        this.tokens = tokens;
        this.elsewhere = elsewhere;
    }

    Stream<Attack> all() {
        return Stream.of(
                        none(),
                        confusedAlgorithms(),
                        weakSecrets(),
                        keysOfTheToken(),
                        keyIds(),
                        noHeaders(),
                        signatures(),
                        headerMembers(),
                        substitutions(),
                        times(),
                        identities(),
                        json(),
                        spellings(),
                        encrypted(),
                        schemes(),
                        sessionTokens(),
                        cookies(),
                        apiKeys(),
                        foreignPages())
                .flatMap(group -> group);
    }

    /** RFC 8725, section 3.1: "none" in every case, without and with a signature. */
    private Stream<Attack> none() {
        return IntStream.range(0, 16)
                .mapToObj(Attacks::noneInCase)
                .flatMap(
                        alg -> {
                            String head = encoded("{\"alg\":\"" + alg + "\",\"kid\":\"EdDSA\"}");
                            String start = head + "." + encoded(tokens.claims("")) + ".";
                            return Stream.of(
                                    token("alg " + alg + ", no signature", start),
                                    token("alg " + alg + ", a signature", start + NO_SIGNATURE));
                        });
    }

    private static String noneInCase(int bits) {
        StringBuilder text = new StringBuilder("none");
        for (int i = 0; i < 4; i++) {
            if ((bits >> i & 1) == 1) {
                text.setCharAt(i, Character.toUpperCase(text.charAt(i)));
            }
        }
        return text.toString();
    }

    /** RFC 8725, sections 2.1 and 3.1: an algorithm that the key is not for. */
    private Stream<Attack> confusedAlgorithms() {
        List<String> names =
                List.of(
                        "HS256",
                        "HS384",
                        "HS512",
                        "RS384",
                        "RS512",
                        "PS384",
                        "PS512",
                        "ES384",
                        "ES256K",
                        "Ed448",
                        "eddsa",
                        "EDDSA",
                        "ed25519",
                        "es256",
                        "RS1",
                        "dir",
                        "RSA-OAEP",
                        "A256GCM",
                        "EdDSA ",
                        "",
                        "null",
                        "HS256,EdDSA");
        Stream<Attack> renamed =
                names.stream()
                        .map(
                                alg ->
                                        token(
                                                "EdDSA's signature under alg '" + alg + "'",
                                                tokens.signed(
                                                        "EdDSA",
                                                        "{\"alg\":\""
                                                                + alg
                                                                + "\",\"kid\":\"EdDSA\"}",
                                                        tokens.claims(""))));
        List<String> real = List.of("EdDSA", "ES256", "ES512", "RS256", "PS256");
        Stream<Attack> crossed =
                real.stream()
                        .flatMap(
                                signer ->
                                        real.stream()
                                                .filter(named -> !named.equals(signer))
                                                .map(
                                                        named ->
                                                                token(
                                                                        signer + " named " + named,
                                                                        crossed(signer, named))));
        Stream<Attack> publicKeys =
                real.stream()
                        .flatMap(
                                alg ->
                                        Stream.of(
                                                        tokens.publicKey(alg),
                                                        tokens.jwk(alg).getBytes(UTF_8))
                                                .map(
                                                        key ->
                                                                token(
                                                                        "HMAC by the public key of "
                                                                                + alg,
                                                                        hmac(
                                                                                "HmacSHA256",
                                                                                key,
                                                                                header("HS256"),
                                                                                tokens.claims(
                                                                                        "")))));
        return Stream.of(renamed, crossed, publicKeys).flatMap(group -> group);
    }

    private String crossed(String signer, String named) {
        return tokens.signed(
                signer,
                "{\"alg\":\"" + named + "\",\"kid\":\"" + signer + "\"}",
                tokens.claims(""));
    }

    /** RFC 8725, section 3.5: secrets that people use. */
    private Stream<Attack> weakSecrets() {
        return Stream.of(
                        " ",
                        "secret",
                        "password",
                        "changeme",
                        "your-256-bit-secret",
                        "null",
                        "better-auth-secret-123456789",
                        "\0".repeat(32))
                .map(
                        secret ->
                                token(
                                        "HMAC by a weak secret",
                                        hmac(
                                                "HmacSHA256",
                                                secret.getBytes(UTF_8),
                                                "{\"alg\":\"HS256\"}",
                                                tokens.claims(""))));
    }

    /** RFC 8725, section 3.10: keys, or addresses of keys, in the token itself. */
    private Stream<Attack> keysOfTheToken() {
        String jwk = new HostileTokens("x").jwk("ES256");
        return Stream.of(
                        "\"jwk\":" + jwk,
                        "\"jku\":\"" + elsewhere + "\"",
                        "\"x5u\":\"" + elsewhere + "\"",
                        "\"jku\":\"file:///etc/passwd\"",
                        "\"x5c\":[\"MIIB\"]",
                        "\"x5t\":\"AAAA\"",
                        "\"jwks_uri\":\"" + elsewhere + "\"")
                .flatMap(
                        member ->
                                Stream.of(
                                        token(
                                                "a key of its own: " + member.substring(0, 5),
                                                foreign(
                                                        "{\"alg\":\"ES256\",\"kid\":\"ES256\","
                                                                + member
                                                                + "}")),
                                        token(
                                                "only a key of its own: " + member.substring(0, 5),
                                                foreign("{\"alg\":\"ES256\"," + member + "}"))));
    }

    /** Signed by a key that nobody published. */
    private String foreign(String header) {
        return new HostileTokens("x").signed("ES256", header, tokens.claims(""));
    }

    /** Key ids that reach into files, databases and shells. */
    private Stream<Attack> keyIds() {
        return Stream.of(
                        "\"../../../../dev/null\"",
                        "\"/dev/null\"",
                        "\"' OR '1'='1\"",
                        "\"x' UNION SELECT 'a\"",
                        "\"; ls\"",
                        "\"|id\"",
                        "\"$(id)\"",
                        "\"${jndi:ldap://127.0.0.1/x}\"",
                        "\"%s%s%n\"",
                        "\"\\u0000\"",
                        "\"EdDSA\\u0000\"",
                        "\"EdDSA \"",
                        "\"eddsa\"",
                        "\"\"",
                        "\"" + "k".repeat(257) + "\"",
                        "\"\\r\\nh0stile: 1\"",
                        "\"" + elsewhere + "\"")
                .map(
                        kid ->
                                token(
                                        "kid " + kid.substring(0, Math.min(20, kid.length())),
                                        tokens.signed(
                                                "EdDSA",
                                                "{\"alg\":\"EdDSA\",\"kid\":" + kid + "}",
                                                tokens.claims(""))));
    }

    /** Headers that are none: what has no header is no JSON Web Token, but might be a session's. */
    private Stream<Attack> noHeaders() {
        return Stream.of(
                        "\"kid\":1",
                        "\"kid\":null",
                        "\"kid\":true",
                        "\"kid\":[\"EdDSA\"]",
                        "\"kid\":{\"a\":\"EdDSA\"}",
                        "\"typ\":1",
                        "\"typ\":[\"JWT\"]",
                        "\"alg\":\"none\",\"kid\":\"EdDSA\"",
                        "\"alg\":\"EdDSA\"",
                        "\"kid\":\"EdDSA\",\"kid\":\"EdDSA\"")
                .map(
                        member ->
                                bearer(
                                        "header with " + member,
                                        tokens.signed(
                                                "EdDSA",
                                                "{\"alg\":\"EdDSA\"," + member + "}",
                                                tokens.claims("")),
                                        "INVALID_SESSION"));
    }

    /** Signatures that some libraries took: empty, zero, too short, too long, in DER. */
    private Stream<Attack> signatures() {
        return Stream.of("EdDSA", "ES256", "ES512", "RS256", "PS256")
                .flatMap(
                        alg -> {
                            String good = tokens.good(alg);
                            String start = good.substring(0, good.lastIndexOf('.') + 1);
                            String signature = good.substring(start.length());
                            return Stream.of(
                                            new byte[1],
                                            new byte[64],
                                            new byte[132],
                                            new byte[256],
                                            new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0})
                                    .map(
                                            bytes ->
                                                    token(
                                                            alg + ", a constant",
                                                            start + encoded(bytes)))
                                    .collect(
                                            () -> Stream.<Attack>builder(),
                                            Stream.Builder::add,
                                            (a, b) -> {})
                                    .add(token(alg + ", twice", start + signature + signature))
                                    .add(token(alg + ", cut", start + signature.substring(4)))
                                    .add(
                                            token(
                                                    alg + ", other claims",
                                                    encoded(header(alg))
                                                            + "."
                                                            + encoded(
                                                                    tokens.claims(
                                                                            "\"role\":\"admin\""))
                                                            + "."
                                                            + signature))
                                    .build();
                        });
    }

    /** RFC 7515, section 4.1.11, RFC 7797, RFC 8725, section 3.11: what a header must not say. */
    private Stream<Attack> headerMembers() {
        return Stream.of(
                        "\"crit\":[\"b64\"],\"b64\":false",
                        "\"b64\":false",
                        "\"crit\":[]",
                        "\"crit\":[\"exp\"],\"exp\":1",
                        "\"crit\":\"b64\"",
                        "\"crit\":null",
                        "\"typ\":\"better-auth.session-cache+jwt\"",
                        "\"typ\":\"logout+jwt\"",
                        "\"typ\":\"id+jwt\"",
                        "\"typ\":\"dpop+jwt\"",
                        "\"typ\":\"JWE\"",
                        "\"typ\":\"\"")
                .map(
                        member ->
                                token(
                                        "header with " + member,
                                        tokens.signed(
                                                "EdDSA",
                                                "{\"alg\":\"EdDSA\",\"kid\":\"EdDSA\","
                                                        + member
                                                        + "}",
                                                tokens.claims(""))));
    }

    /** RFC 8725, sections 3.8 and 3.9: tokens that are meant for somebody else. */
    private Stream<Attack> substitutions() {
        return Stream.of(
                        claim("aud", "\"better-auth:session-cache\""),
                        claim("aud", "\"https://other.example\""),
                        claim("aud", "[]"),
                        claim("aud", "[\"https://other.example\"]"),
                        claim("aud", "\"\""),
                        claim("aud", "null"),
                        claim("aud", "1"),
                        claim("aud", "{}"),
                        claim("aud", ""),
                        claim("iss", "\"https://evil.example\""),
                        claim("iss", "\"http://LOCALHOST\""),
                        claim("iss", "[\"http://localhost\"]"),
                        claim("iss", "\"\""),
                        claim("iss", "null"),
                        claim("iss", ""))
                .flatMap(group -> group);
    }

    /** Times that never were, are no times, or are not yet. */
    private Stream<Attack> times() {
        return Stream.of(
                        claim("exp", ""),
                        claim("exp", "null"),
                        claim("exp", "\"4000000000\""),
                        claim("exp", "true"),
                        claim("exp", "[4000000000]"),
                        claim("exp", "-1"),
                        claim("exp", "-1e9"),
                        claim("exp", "1e999"),
                        claim("exp", "4e99999999999999999999"),
                        claim("nbf", "1e-99999999999999999999"),
                        claim("iat", "0." + "1".repeat(1500)),
                        claim("level", "9".repeat(2000)),
                        claim("exp", "99999999999999999999999999"),
                        claim("nbf", "4000000000"),
                        claim("nbf", "\"0\""),
                        claim("iat", "4000000000"),
                        claim("iat", "\"now\""),
                        Stream.of("0", "1", "0.5")
                                .map(
                                        exp ->
                                                bearer(
                                                        "exp " + exp,
                                                        tokens.signed(
                                                                "EdDSA",
                                                                header("EdDSA"),
                                                                tokens.claimsWith("exp", exp)),
                                                        "TOKEN_EXPIRED")))
                .flatMap(group -> group);
    }

    /** Nobody, or something that is no name. */
    private Stream<Attack> identities() {
        return Stream.of("", "null", "\"\"", "\" \"", "1", "[\"a\"]", "{}", "true")
                .flatMap(sub -> claim("sub", sub));
    }

    private Stream<Attack> claim(String name, String value) {
        return Stream.of(
                token(
                        name + " " + (value.isEmpty() ? "missing" : value),
                        tokens.signed("EdDSA", header("EdDSA"), tokens.claimsWith(name, value))));
    }

    /** RFC 8259 and RFC 8725, section 2.6: texts that parsers read differently. */
    private Stream<Attack> json() {
        String good = tokens.claims("");
        return Stream.of(
                        good.replace("}", ",\"sub\":\"admin\"}"),
                        good.replace("}", ",\"exp\":4000000000}"),
                        good + good,
                        good + "x",
                        good + "\0",
                        "[" + good + "]",
                        "\"" + Attack.MARK + "\"",
                        "null",
                        "{}",
                        "{",
                        "",
                        good.replace("}", ",}"),
                        good.replace("}", "/**/}"),
                        good.replace('"', '\''),
                        good.replace("}", ",\"a\":" + "[".repeat(900) + "]".repeat(900) + "}"),
                        good.replace(
                                "}", ",\"a\":" + "{\"a\":".repeat(500) + "1" + "}".repeat(501)),
                        good.replace("}", ",\"a\":NaN}"),
                        good.replace("}", ",\"a\":01}"),
                        good.replace("}", ",\"a\":\"\\ud800x\\q\"}"),
                        "\ufeff" + good)
                .map(
                        claims ->
                                token(
                                        "claims " + start(claims),
                                        tokens.signed("EdDSA", header("EdDSA"), claims)));
    }

    private static String start(String text) {
        return text.replaceAll("[^ -~]", "?").substring(Math.max(0, text.length() - 20));
    }

    /** RFC 7515, section 2: base64url has one spelling for the same bytes. */
    private Stream<Attack> spellings() {
        String good = tokens.good("EdDSA");
        int last = good.lastIndexOf('.');
        String head = good.substring(0, good.indexOf('.'));
        char end = good.charAt(good.length() - 1);
        return Stream.of(
                token("padded", good + "=="),
                bearer("a part too many", good + ".x", "INVALID_SESSION"),
                bearer("six parts", good + "." + good, "INVALID_SESSION"),
                token("empty parts", good.replace(".", "..")),
                bearer("a dot before", "." + good, "INVALID_SESSION"),
                bearer("a dot behind", good + ".", "INVALID_SESSION"),
                bearer("no signature part", good.substring(0, last), "INVALID_SESSION"),
                bearer("the header alone", head, "INVALID_SESSION"),
                bearer("plain base64", good.replace(head, head + "+/"), "INVALID_SESSION"),
                token("trailing bits", good.substring(0, good.length() - 1) + (char) (end + 1)),
                token("one letter more", good + "A"),
                bearer("URL-encoded", good.replace(".", "%2E"), "INVALID_SESSION"));
    }

    /** RFC 7516: five parts, though no key to open them is configured. */
    private Stream<Attack> encrypted() {
        return Stream.of(
                        "{\"alg\":\"dir\",\"enc\":\"A256GCM\"}",
                        "{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"}",
                        "{\"alg\":\"RSA1_5\",\"enc\":\"A128CBC-HS256\"}",
                        "{\"alg\":\"PBES2-HS512+A256KW\",\"enc\":\"A256GCM\",\"p2c\":2147483647,\"p2s\":\"AAAAAAAAAAA\"}",
                        "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"zip\":\"DEF\"}",
                        "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"epk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}}",
                        "{\"alg\":\"none\",\"enc\":\"none\"}")
                .map(
                        head ->
                                token(
                                        "encrypted by " + head.substring(8, 12),
                                        encoded(head)
                                                + ".AAAA.AAAAAAAAAAAAAAAA."
                                                + encoded(tokens.good("EdDSA"))
                                                + ".AAAAAAAAAAAAAAAAAAAAAA"));
    }

    /** RFC 6750, section 2.1, RFC 9110, section 11: what is no bearer token. */
    private Stream<Attack> schemes() {
        String good = tokens.good("EdDSA");
        return Stream.concat(
                Stream.of(
                                "Basic aDBzdGlsZTp4",
                                "Digest username=\"h0stile\"",
                                "Bearer",
                                "Bearer " + good + "," + good,
                                "Bearer " + good + ", Bearer " + good,
                                "Bearer \"" + good + "\"",
                                "Bearer token=" + good,
                                "Bearer" + good,
                                "bearer:" + good,
                                "Negotiate " + good,
                                "DPoP " + good,
                                "JWT " + good,
                                good,
                                "Bearer " + good + " h0stile")
                        .map(
                                value ->
                                        get(
                                                "Authorization: "
                                                        + value.substring(
                                                                0, Math.min(12, value.length())),
                                                401,
                                                "INVALID_TOKEN",
                                                "Authorization: " + value)),
                Stream.of(
                        get(
                                "two Authorization headers",
                                400,
                                "AMBIGUOUS_CREDENTIALS",
                                "Authorization: Bearer " + good,
                                "Authorization: Bearer " + good),
                        get(
                                "two schemes",
                                400,
                                "AMBIGUOUS_CREDENTIALS",
                                "Authorization: Bearer " + good,
                                "authorization: Basic aDBzdGlsZTp4"),
                        get(
                                "a token in the query",
                                401,
                                "AUTHENTICATION_REQUIRED",
                                "X-Access-Token: " + good),
                        send(
                                "a token in the query",
                                "GET",
                                "/api/me?access_token=" + good,
                                401,
                                "AUTHENTICATION_REQUIRED"),
                        get(
                                "another way to say who it is",
                                401,
                                "AUTHENTICATION_REQUIRED",
                                "X-Forwarded-User: h0stile",
                                "X-Remote-User: h0stile",
                                "Remote-User: h0stile",
                                "X-User-Id: h0stile")));
    }

    /** Session tokens that nobody issued; the cookie's signature is wrong. */
    private Stream<Attack> sessionTokens() {
        String token = Attack.MARK + "A".repeat(25);
        return Stream.of(
                        "x",
                        token,
                        token + "A",
                        token.substring(1),
                        token + "." + "A".repeat(43) + "=",
                        token + "." + "A".repeat(43) + "%3D",
                        token + ".",
                        "." + "A".repeat(43) + "=",
                        token + "." + "A".repeat(44),
                        token.replace('A', '-'),
                        "%00" + token,
                        "..",
                        "a.b",
                        "h0stile".repeat(500))
                .map(
                        value ->
                                bearer(
                                        "session token "
                                                + value.substring(0, Math.min(40, value.length())),
                                        value,
                                        "INVALID_SESSION"));
    }

    /** Cookies tossed, doubled, quoted and cut. */
    private Stream<Attack> cookies() {
        String signed = Attack.MARK + "A".repeat(25) + "." + "A".repeat(43) + "%3D";
        String name = "better-auth.session_token=";
        Stream<Attack> refused =
                Stream.of(
                                name + signed,
                                name + "\"" + signed + "\"",
                                name + Attack.MARK,
                                name + signed + "; " + name + signed,
                                "__Secure-" + name + signed,
                                "__Secure-" + name + signed + "; " + name + signed,
                                name + "%00",
                                name + "%",
                                name + "%zz",
                                name + signed.replace("%3D", "="),
                                name + signed.replace("%3D", ""),
                                name + "'" + signed + "'",
                                "$Version=1; " + name + signed,
                                name
                                        + signed
                                        + "; better-auth.session_data="
                                        + tokens.good("EdDSA"),
                                name + "h0stile".repeat(300))
                        .map(
                                cookie ->
                                        get(
                                                "cookie "
                                                        + cookie.substring(
                                                                0, Math.min(50, cookie.length())),
                                                401,
                                                "INVALID_SESSION",
                                                "Cookie: " + cookie));
        Stream<Attack> unseen =
                Stream.of(
                                "better-auth.session_data=" + tokens.good("EdDSA"),
                                "Better-Auth.Session_Token=" + signed,
                                "better-auth.session_token.0=" + signed,
                                "x=better-auth.session_token=" + signed,
                                name + "; " + name + signed,
                                "__Host-" + name + signed,
                                "Bearer=" + tokens.good("EdDSA"))
                        .map(
                                cookie ->
                                        get(
                                                "cookie "
                                                        + cookie.substring(
                                                                0, Math.min(50, cookie.length())),
                                                401,
                                                "AUTHENTICATION_REQUIRED",
                                                "Cookie: " + cookie));
        return Stream.concat(refused, unseen);
    }

    private static Stream<Attack> apiKeys() {
        return Stream.of(
                get("an API key with a blank", 401, "INVALID_API_KEY", "x-api-key: a b"),
                get("an empty API key", 401, "INVALID_API_KEY", "x-api-key:"),
                get("an endless API key", 401, "INVALID_API_KEY", "x-api-key: " + "k".repeat(513)),
                get("two API keys", 400, "AMBIGUOUS_CREDENTIALS", "x-api-key: a", "X-API-Key: b"),
                get(
                        "an API key beside a forged token",
                        401,
                        "INVALID_SESSION",
                        "x-api-key: a",
                        "Authorization: Bearer h0stile"));
    }

    /** Cookies on unsafe methods, from pages that are not ours. */
    private Stream<Attack> foreignPages() {
        String cookie =
                "Cookie: better-auth.session_token="
                        + Attack.MARK
                        + "A".repeat(25)
                        + "."
                        + "A".repeat(43)
                        + "%3D";
        return Stream.of(
                        "Origin: https://evil.example",
                        "Origin: null",
                        "Origin: https://app.example.com.evil.example",
                        "Origin: https://evil-app.example.com",
                        "Origin: http://app.example.com",
                        "Origin: https://app.example.com:8443",
                        "Origin: https://app.example.com/",
                        "Origin: HTTPS://APP.EXAMPLE.COM",
                        "Origin: https://app.example.com https://evil.example",
                        "Referer: https://evil.example/https://app.example.com",
                        "Referer: h0stile",
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Site: same-site",
                        "X-Requested-With: XMLHttpRequest")
                .flatMap(
                        header ->
                                Stream.of(
                                        foreign("POST", "/api/notes", cookie, header),
                                        foreign(
                                                "POST",
                                                "/api/notes?" + Attack.MARK,
                                                cookie,
                                                header)));
    }

    private static Attack foreign(String method, String path, String cookie, String header) {
        return send(
                        method + " by cookie, " + header,
                        method,
                        path,
                        403,
                        "ORIGIN_NOT_ALLOWED",
                        cookie,
                        header,
                        "Content-Type: application/json",
                        "Content-Length: 12")
                .with("{\"text\":\"x\"}");
    }
}
