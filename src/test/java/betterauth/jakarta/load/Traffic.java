package betterauth.jakarta.load;

import java.nio.file.Path;
import java.util.List;

/**
 * Requests of one kind.
 *
 * @param title what the table calls them
 * @param path what they ask
 * @param header the header that they carry; empty for none
 * @param values a file of its values, one a line, which they carry in turn
 * @param status the status of each answer
 */
record Traffic(String title, String path, String header, Path values, int status) {

    /** Requests without a header. */
    static Traffic without(String title, String path, int status) {
        return new Traffic(title, path, "", Path.of(""), status);
    }

    /** The same requests to an application that answers all of them. */
    Traffic answered() {
        return new Traffic(title, path, header, values, 200);
    }

    /** The script's arguments. */
    List<String> arguments(long from) {
        return header.isEmpty()
                ? List.of()
                : List.of(header, values.toString(), String.valueOf(from));
    }
}
