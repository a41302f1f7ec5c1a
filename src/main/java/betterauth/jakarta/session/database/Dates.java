package betterauth.jakarta.session.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates of any form in which Better Auth stores them, and writes them as JavaScript does: in
 * UTC, with milliseconds.
 *
 * @param zone the zone of those that have none
 */
record Dates(ZoneId zone) {

    private static final DateTimeFormatter JAVA_SCRIPT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter TEXT =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .optionalStart()
                    .appendLiteral('T')
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .optionalStart()
                    .appendOffsetId()
                    .toFormatter();

    /** Later than any year that is written with four digits, as is infinity of PostgreSQL. */
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /** Numbers from here on count milliseconds, those below it seconds. */
    private static final long LEAST_MILLIS = 100_000_000_000L;

    /** A date of a row; empty for none, and for one that cannot be read. */
    Optional<String> read(ResultSet row, int index, boolean hasZone) throws SQLException {
        return Optional.ofNullable(instant(row, index, hasZone))
                .filter(date -> date.isBefore(END))
                .map(JAVA_SCRIPT::format);
    }

    private @Nullable Instant instant(ResultSet row, int index, boolean hasZone)
            throws SQLException {
        if (hasZone) {
            OffsetDateTime date = row.getObject(index, OffsetDateTime.class);
            return date == null ? null : date.toInstant();
        }
        Object value = row.getObject(index);
        if (value instanceof Timestamp || value instanceof LocalDateTime) {
            return row.getObject(index, LocalDateTime.class).atZone(zone).toInstant();
        }
        if (value instanceof java.sql.Date date) {
            return date.toLocalDate().atStartOfDay(zone).toInstant();
        }
        if (value instanceof Number number) {
            long count = number.longValue();
            return count < LEAST_MILLIS
                    ? Instant.ofEpochSecond(count)
                    : Instant.ofEpochMilli(count);
        }
        return value == null ? null : parse(value.toString());
    }

    private @Nullable Instant parse(String text) {
        try {
            TemporalAccessor date =
                    TEXT.parseBest(
                            text.replace(' ', 'T'),
                            OffsetDateTime::from,
                            LocalDateTime::from,
                            LocalDate::from);
            if (date instanceof OffsetDateTime whole) {
                return whole.toInstant();
            }
            // ECMAScript: a date alone is one of UTC.
            return date instanceof LocalDateTime local
                    ? local.atZone(zone).toInstant()
                    : LocalDate.from(date).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
