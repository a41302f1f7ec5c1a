package betterauth.jakarta.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisChangesTest {

    private final RedisChanges changes = new RedisChanges(Duration.ofMinutes(1));

    @BeforeEach
    void tellAll() {
        changes.toldUntil(System.nanoTime());
    }

    @Test
    void isChangedByWhatIsToldWhileTheValueIsRead() {
        changes.complete();
        long since = changes.now();

        changes.changed("token");

        assertThat(changes.unchanged(since, "token", "user").getAsBoolean()).isFalse();
        assertThat(changes.unchanged(since, "other", "token").getAsBoolean()).isFalse();
        assertThat(changes.unchanged(since, "other", "user").getAsBoolean()).isTrue();
        assertThat(changes.unchanged(changes.now(), "token", "user").getAsBoolean()).isTrue();
    }

    @Test
    void isChangedByWhatIsToldLater() {
        changes.complete();
        BooleanSupplier both = changes.unchanged(changes.now(), "token", "user");
        BooleanSupplier one = changes.unchanged(changes.now(), "user");
        assertThat(both.getAsBoolean()).isTrue();
        assertThat(one.getAsBoolean()).isTrue();

        changes.changed("user");

        assertThat(both.getAsBoolean()).isFalse();
        assertThat(one.getAsBoolean()).isFalse();
    }

    @Test
    void believesNothingWhileChangesMayGoUntold() {
        assertThat(changes.unchanged(changes.now(), "token").getAsBoolean()).isFalse();
        changes.complete();
        BooleanSupplier unchanged = changes.unchanged(changes.now(), "token");
        assertThat(unchanged.getAsBoolean()).isTrue();

        changes.incomplete();

        assertThat(unchanged.getAsBoolean()).isFalse();
    }

    @Test
    void believesNothingWhileChangesAreToldLate() {
        RedisChanges late = new RedisChanges(Duration.ofSeconds(1));
        late.complete();
        late.toldUntil(System.nanoTime());
        BooleanSupplier unchanged = late.unchanged(late.now(), "token");
        assertThat(unchanged.getAsBoolean()).isTrue();

        late.toldUntil(System.nanoTime() - Duration.ofSeconds(2).toNanos());

        assertThat(unchanged.getAsBoolean()).isFalse();
    }

    @Test
    void believesNothingThatWasReadBeforeChangesWereToldAgain() {
        changes.complete();
        BooleanSupplier before = changes.unchanged(changes.now(), "token");
        changes.incomplete();
        BooleanSupplier meanwhile = changes.unchanged(changes.now(), "token");

        changes.complete();

        assertThat(before.getAsBoolean()).isFalse();
        assertThat(meanwhile.getAsBoolean()).isFalse();
        assertThat(changes.unchanged(changes.now(), "token").getAsBoolean()).isTrue();
    }

    @Test
    void takesFewNamesForOneAnother() {
        changes.complete();
        long since = changes.now();
        for (int i = 0; i < 1000; i++) {
            changes.changed("changed-" + i);
        }

        int mistaken = 0;
        for (int i = 0; i < 1000; i++) {
            mistaken += changes.unchanged(since, "unchanged-" + i).getAsBoolean() ? 0 : 1;
        }

        assertThat(mistaken).isLessThan(50);
    }
}
