package betterauth.jakarta.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.token.TestKeys;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProofKeyTest {

    private static final String N =
            "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_B"
                    + "JECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65"
                    + "YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08q"
                    + "NLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU"
                    + "8awapJzKnqDKgw";

    /** RFC 7638, section 3.1. */
    @Test
    void hasTheThumbprintOfAnRsaKey() {
        assertThat(
                        ProofKey.of(
                                json(
                                        "{'kty':'RSA','n':'%s','e':'AQAB','alg':'RS256','kid':'x'}"
                                                .formatted(N))))
                .get()
                .extracting(ProofKey::thumbprint)
                .isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    /** RFC 8037, appendix A.3, and RFC 9449, sections 4.1 and 6.1. */
    @ParameterizedTest
    @CsvSource({
        "OKP, Ed25519, 11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo, ,"
                + " kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
        "EC, P-256, l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs,"
                + " 9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA,"
                + " 0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"
    })
    void hasTheThumbprintOfAnEllipticKey(
            String type, String curve, String x, String y, String thumbprint) {
        String more = y == null ? "" : ",'y':'%s'".formatted(y);

        assertThat(
                        ProofKey.of(
                                json(
                                        "{'x':'%s','crv':'%s','kty':'%s'%s}"
                                                .formatted(x, curve, type, more))))
                .get()
                .extracting(ProofKey::thumbprint)
                .isEqualTo(thumbprint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'kty':'oct','k':'AA'}",
                "{'kty':'rsa','n':'AA','e':'AQAB'}",
                "{'kty':'RSA','n':'AA'}",
                "{'kty':'RSA','n':'AA','e':''}",
                "{'kty':'RSA','n':'AA','e':'AQABAQA'}",
                "{'kty':'RSA','n':7,'e':'AQAB'}",
                "{'kty':'EC','crv':'P-256','x':'AA'}",
                "{'kty':'EC','crv':'P-256','x':'AA','y':'A A'}",
                "{'kty':'EC','crv':'P-256','x':'AA','y':'AA=='}",
                "{'kty':'EC','crv':'P-256','x':'AA','y':'A+/A'}",
                "{'kty':'EC','crv':'P-256','x':'AA','y':'\u00E4'}",
                "{'kty':'OKP','crv':'Ed25519','x':['AA']}"
            })
    void isNoneWhereAMemberIsMissingOrNoBase64url(String jwk) {
        assertThat(ProofKey.of(json(jwk))).isEmpty();
    }

    /** Its text would be that of a key with other members. */
    @Test
    void isNoneWhereAValueWouldChangeTheThumbprintsText() {
        JsonObject jwk =
                Json.createObjectBuilder()
                        .add("kty", "OKP")
                        .add("crv", "Ed25519\",\"kty\":\"EC")
                        .add("x", "AA")
                        .build();

        assertThat(ProofKey.of(jwk)).isEmpty();
    }

    @Test
    void isNoneWhereAMemberIsLong() {
        String jwk = "{'kty':'RSA','n':'%s','e':'AQAB'}";

        assertThat(ProofKey.of(json(jwk.formatted("A".repeat(683))))).isPresent();
        assertThat(ProofKey.of(json(jwk.formatted("A".repeat(684))))).isEmpty();
    }

    private static JsonObject json(String text) {
        return TestKeys.json(text.replace('\'', '"'));
    }
}
