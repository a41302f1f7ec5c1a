package betterauth.jakarta.observe;

import java.util.regex.Pattern;

/** Text from elsewhere as a log may have it: one line, printable, of bounded length. */
public final class PlainText {

    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");

    private static final int LONGEST = 200;

    private PlainText() {}

    public static String of(String text) {
        boolean isLong = text.length() > LONGEST;
        return UNPRINTABLE.matcher(isLong ? text.substring(0, LONGEST) : text).replaceAll("?")
                + (isLong ? "?" : "");
    }
}
