package betterauth.jakarta.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatestTextsTest {

    private final LatestTexts texts = new LatestTexts(2, 3);

    @Test
    void keepsEachOwnersOwn() {
        texts.add("ada", "a");
        texts.add("lin", "b");
        texts.add("ada", "c");

        assertThat(texts.of("ada")).containsExactly("a", "c");
        assertThat(texts.of("grace")).isEmpty();
        assertThat(texts.all()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void dropsTheOldestBeyondTheBound() {
        for (String text : new String[] {"a", "b", "c", "d"}) {
            texts.add("ada", text);
        }

        assertThat(texts.of("ada")).containsExactly("b", "c", "d");
    }

    @Test
    void boundsTheOwners() {
        for (int owner = 0; owner < 100; owner++) {
            texts.add("owner " + owner, "text");
        }

        assertThat(texts.all()).hasSizeLessThanOrEqualTo(2);
    }
}
