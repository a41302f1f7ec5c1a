package betterauth.jakarta.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldRecordsTest {

    private final FieldRecords records = new FieldRecords();

    enum Tier {
        FREE,
        PRO_PLUS
    }

    record Plan(String plan, int seats, List<String> tags, Instant trialEnds) {}

    record Everything(
            boolean active,
            Boolean verified,
            Integer count,
            long size,
            Long total,
            double rate,
            Double share,
            BigDecimal price,
            LocalDate born,
            Tier tier,
            JsonObject raw,
            Set<Integer> numbers,
            Address address,
            List<Address> addresses) {}

    record Address(String city, Optional<String> street) {}

    record Seats(int seats) {}

    record When(Instant at) {}

    record Level(Tier tier) {}

    record Flag(boolean on) {}

    record Rate(double rate) {}

    record Home(Address address) {}

    record Amount(BigDecimal amount) {}

    record Tags(List<String> tags) {}

    record Maybe(Optional<Integer> seats) {}

    record Dated(Date date) {}

    record Mapped(Map<String, String> map) {}

    record Raw(@SuppressWarnings("rawtypes") List list) {}

    record Box<T>(T content) {}

    record Itself(Optional<Itself> itself) {}

    record Checked(int seats) {
        Checked {
            if (seats < 1) {
                throw new IllegalStateException("Seats must be positive: " + seats);
            }
        }
    }

    @Test
    void readsARecordOfTheApplication() {
        assertThat(
                        read(
                                "{'plan':'pro','seats':5,'tags':['a','b'],"
                                        + "'trialEnds':'2026-11-23T12:00:00.000Z','other':1}",
                                Plan.class))
                .isEqualTo(
                        new Plan(
                                "pro",
                                5,
                                List.of("a", "b"),
                                Instant.parse("2026-11-23T12:00:00Z")));
    }

    @Test
    void readsEachType() {
        assertThat(
                        read(
                                "{'active':true,'verified':'false','count':'7','size':8,'total':9,"
                                        + "'rate':0.5,'share':'0.25','price':'12.50','born':'1815-12-10',"
                                        + "'tier':'pro-plus','raw':{'a':1},'numbers':[3,1,3],"
                                        + "'address':{'city':'London','street':null},"
                                        + "'addresses':[{'city':'Paris','street':'Rue'}]}",
                                Everything.class))
                .isEqualTo(
                        new Everything(
                                true,
                                false,
                                7,
                                8,
                                9L,
                                0.5,
                                0.25,
                                new BigDecimal("12.50"),
                                LocalDate.of(1815, 12, 10),
                                Tier.PRO_PLUS,
                                json("{'a':1}"),
                                Set.of(3, 1),
                                new Address("London", Optional.empty()),
                                List.of(new Address("Paris", Optional.of("Rue")))));
    }

    @Test
    void givesCollectionsThatNobodyChanges() {
        List<String> tags = read("{'tags':['a']}", Tags.class).tags();

        assertThatThrownBy(() -> tags.add("b")).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'seats':'many'}|Seats|Field Seats.seats is a string, expected int",
                "{'seats':1.5}|Seats|Field Seats.seats is a number, expected int",
                "{'seats':3000000000}|Seats|Field Seats.seats is a number, expected int",
                "{'seats':1e999}|Seats|Field Seats.seats is a number, expected int",
                "{'seats':true}|Seats|Field Seats.seats is a boolean, expected int",
                "{'seats':[1]}|Seats|Field Seats.seats is an array, expected int",
                "{'seats':{}}|Seats|Field Seats.seats is an object, expected int",
                "{'seats':''}|Seats|Field Seats.seats is a string, expected int",
                "{'seats':null}|Seats|Field Seats.seats is absent or null, expected int",
                "{}|Seats|Field Seats.seats is absent or null, expected int",
                "{'seats':'x'}|Maybe|Field Maybe.seats is a string, expected Integer",
                "{'at':'tomorrow'}|When|Field When.at is a string, expected Instant (ISO-8601)",
                "{'at':1e999}|When|Field When.at is a number, expected Instant (ISO-8601)",
                "{'at':9223372036854775807}|When|Field When.at is a number, expected Instant (ISO-8601)",
                "{'tier':'gold'}|Level|Field Level.tier is a string, expected Tier (FREE, PRO_PLUS)",
                "{'tier':1}|Level|Field Level.tier is a number, expected Tier (FREE, PRO_PLUS)",
                "{'on':1}|Flag|Field Flag.on is a number, expected boolean",
                "{'on':'yes'}|Flag|Field Flag.on is a string, expected boolean",
                "{'rate':1e999}|Rate|Field Rate.rate is a number, expected double",
                "{'rate':'NaN'}|Rate|Field Rate.rate is a string, expected double",
                "{'address':'x'}|Home|Field Home.address is a string, expected Address",
                "{'address':{'city':1}}|Home|Field Home.address.city is a number, expected String",
                "{'address':{}}|Home|Field Home.address.city is absent or null, expected String",
                "{'tags':'a,b'}|Tags|Field Tags.tags is a string, expected List<String>",
                "{'tags':['a',1]}|Tags|Field Tags.tags[1] is a number, expected String",
                "{'tags':[null]}|Tags|Field Tags.tags[0] is null, expected String"
            })
    void namesFieldFoundAndExpectedType(String fields, String type, String message)
            throws ClassNotFoundException {
        Class<?> target = Class.forName(FieldRecordsTest.class.getName() + "$" + type);

        assertThatThrownBy(() -> read(fields, target))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'1e30000000'", "'1e-30000000'", "1e30000", "'1e401'"})
    void refusesNumbersThatWouldTakeTheApplicationSeconds(String number) {
        assertThatThrownBy(() -> read("{'amount':" + number + "}", Amount.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Field Amount.amount is a ");
    }

    @Test
    void refusesMoreElementsThanUsersHave() {
        String tags = String.join(",", Collections.nCopies(1001, "'a'"));

        assertThatThrownBy(() -> read("{'tags':[" + tags + "]}", Tags.class))
                .hasMessage("Field Tags.tags is an array of more than 1000, expected List<String>");
    }

    @Test
    void refusesLongTextAsANumber() {
        String fields = "{'seats':'" + "0".repeat(64) + "1'}";

        assertThatThrownBy(() -> read(fields, Seats.class))
                .hasMessage("Field Seats.seats is a string, expected int");
    }

    @ParameterizedTest
    @ValueSource(classes = {Dated.class, Mapped.class, Raw.class, Box.class, Itself.class})
    void refusesAComponentOfAnotherTypeWhateverTheUserHas(Class<?> type) {
        assertThatThrownBy(() -> read("{}", type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Fields are not read as ")
                .hasMessageEndingWith(" of " + type.getName());
    }

    @ParameterizedTest
    @ValueSource(classes = {String.class, Record.class, Tier.class})
    void refusesWhatIsNoRecord(Class<?> type) {
        assertThatThrownBy(() -> read("{}", type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Fields are read as a record: " + type.getName());
    }

    @Test
    void hasEmptyOptionalsForWhatIsAbsent() {
        assertThat(read("{}", Maybe.class)).isEqualTo(new Maybe(Optional.empty()));
        assertThat(read("{'seats':null}", Maybe.class)).isEqualTo(new Maybe(Optional.empty()));
        assertThat(read("{'seats':3}", Maybe.class)).isEqualTo(new Maybe(Optional.of(3)));
    }

    @Test
    void takesAConfiguredDefaultForWhatIsAbsent() {
        Map<String, String> defaults = Map.of("seats", "2");

        assertThat(records.read(json("{}"), defaults, Seats.class)).isEqualTo(new Seats(2));
        assertThat(records.read(json("{'seats':null}"), defaults, Maybe.class))
                .isEqualTo(new Maybe(Optional.of(2)));
        assertThat(records.read(json("{'seats':5}"), defaults, Seats.class))
                .isEqualTo(new Seats(5));
        assertThatThrownBy(() -> records.read(json("{}"), Map.of("seats", "two"), Seats.class))
                .hasMessage("Field Seats.seats is a string, expected int");
    }

    @Test
    void letsTheRecordsOwnExceptionOut() {
        assertThatThrownBy(() -> read("{'seats':0}", Checked.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Seats must be positive: 0");
    }

    private <T> T read(String fields, Class<T> type) {
        return records.read(json(fields), Map.of(), type);
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }
}
