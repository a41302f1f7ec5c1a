package betterauth.jakarta.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CredentialHashTest {

    @Test
    void isTheSha256() {
        // FIPS 180-4, the digest of "abc"
        assertThat(CredentialHash.of("abc"))
                .isEqualTo(
                        new CredentialHash(
                                0xba7816bf8f01cfeaL,
                                0x414140de5dae2223L,
                                0xb00361a396177a9cL,
                                0xb410ff61f20015adL));
    }

    @Test
    void printsEightDigitsOnly() {
        assertThat(CredentialHash.of("abc")).hasToString("ba7816bf");
    }
}
