package betterauth.jakarta.session.database;

import betterauth.jakarta.config.DatabaseSettings.Naming;
import betterauth.jakarta.config.SettingsException;
import betterauth.jakarta.config.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which column has which field of a table.
 *
 * @param columns the columns of fields that are named otherwise than {@code naming} says
 * @param required the fields without which there is no session
 * @param key the setting that names columns
 */
record TableMap(
        TableName table,
        Naming naming,
        Map<String, String> columns,
        Set<String> required,
        String key) {

    private static final Pattern BOUNDARY = Pattern.compile("_([a-z0-9])");
    private static final Pattern UPPER = Pattern.compile("([A-Z])");

    /**
     * The fields of a table, each with its column.
     *
     * @param existing the table's columns
     * @param hidden fields that are left out, unless they are required
     * @throws SettingsException if a column that the settings name, or a required one, is absent
     */
    Map<String, TableColumn> fields(List<TableColumn> existing, Set<String> hidden) {
        columns.forEach((field, column) -> requireColumn(existing, field, column));
        required.forEach(field -> requireColumn(existing, field, columnOf(field)));
        Map<String, TableColumn> fields = new LinkedHashMap<>();
        for (TableColumn column : existing) {
            Optional<String> field = fieldOf(column.name()).filter(name -> isRead(name, hidden));
            if (field.isPresent() && !FieldTypes.isBinary(column)) {
                TableColumn another = fields.put(field.get(), column);
                if (another != null) {
                    throw new SettingsException(
                            "The table %s has two columns for the field %s, %s and %s: see %s"
                                    .formatted(
                                            table,
                                            field.get(),
                                            another.name(),
                                            column.name(),
                                            key));
                }
            }
        }
        return fields;
    }

    private boolean isRead(String field, Set<String> hidden) {
        return required.contains(field) || !hidden.contains(field);
    }

    private void requireColumn(List<TableColumn> existing, String field, String column) {
        if (existing.stream().noneMatch(each -> each.name().equals(column))) {
            throw new SettingsException(
                    "The table %s has no column %s for the field %s: see %s and %s"
                            .formatted(
                                    table,
                                    column,
                                    field,
                                    key,
                                    "better-auth.session.database.naming"));
        }
    }

    private String columnOf(String field) {
        String named = columns.get(field);
        if (named != null) {
            return named;
        }
        return naming == Naming.CAMEL
                ? field
                : UPPER.matcher(field).replaceAll("_$1").toLowerCase(Locale.ROOT);
    }

    /** Empty for a column by the name of a field that has another column. */
    private Optional<String> fieldOf(String column) {
        List<String> named = new ArrayList<>();
        columns.forEach(
                (field, other) -> {
                    if (other.equals(column)) {
                        named.add(field);
                    }
                });
        if (!named.isEmpty()) {
            return Optional.of(named.get(0));
        }
        String field =
                naming == Naming.CAMEL
                        ? column
                        : BOUNDARY.matcher(column)
                                .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
        return columns.containsKey(field) ? Optional.empty() : Optional.of(field);
    }
}
