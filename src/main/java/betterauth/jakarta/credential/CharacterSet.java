package betterauth.jakarta.credential;

/** Characters of ASCII that may stand somewhere. */
final class CharacterSet {

    private static final int ASCII = 128;

    private final boolean[] members = new boolean[ASCII];

    CharacterSet(String members) {
        members.chars().forEach(character -> this.members[character] = true);
    }

    boolean contains(char character) {
        return character < ASCII && members[character];
    }

    /** Whether a text has these characters alone from one index to another, and is as long. */
    boolean isWhole(String text, int from, int to) {
        if (text.length() < to) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!contains(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
