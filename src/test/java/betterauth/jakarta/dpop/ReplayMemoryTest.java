package betterauth.jakarta.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.MutableClock;
import betterauth.jakarta.dpop.ReplayMemory.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplayMemoryTest {

    private static final int PROOF_BYTES = 256;

    private final MutableClock clock = new MutableClock();
    private final ReplayMemory memory = new ReplayMemory(6 * PROOF_BYTES, clock);

    @Test
    void usesAProofOnce() {
        assertThat(use("one", "1")).isEqualTo(Use.FIRST);
        assertThat(use("one", "1")).isEqualTo(Use.REPLAYED);
        assertThat(use("one", "2")).isEqualTo(Use.FIRST);
        assertThat(use("two", "1")).isEqualTo(Use.FIRST);
    }

    @Test
    void remembersAProofForAsLongAsItIsAccepted() {
        Instant end = clock.instant().plusSeconds(60);
        assertThat(memory.use("one", "1", end)).isEqualTo(Use.FIRST);

        clock.advance(Duration.ofSeconds(60).minusNanos(1));
        assertThat(memory.use("one", "1", end)).isEqualTo(Use.REPLAYED);
        clock.advance(Duration.ofNanos(1));
        assertThat(memory.use("one", "1", end)).isEqualTo(Use.TOO_OLD);
        assertThat(use("one", "1")).isEqualTo(Use.FIRST);
    }

    @Test
    void givesEachKeyAsMuchAsIsLeftForOthers() {
        assertThat(List.of(use("one", "1"), use("one", "2"), use("one", "3")))
                .containsOnly(Use.FIRST);
        assertThat(use("one", "4")).isEqualTo(Use.FULL);

        assertThat(use("two", "1")).isEqualTo(Use.FIRST);
        assertThat(use("two", "2")).isEqualTo(Use.FIRST);
        assertThat(use("two", "3")).isEqualTo(Use.FULL);
        assertThat(use("three", "1")).isEqualTo(Use.FIRST);
        assertThat(use("four", "1")).isEqualTo(Use.FULL);
    }

    @Test
    void forgetsNoProofForWantOfRoom() {
        for (String id : List.of("1", "2", "3", "4", "5", "6", "7")) {
            use("one", id);
            use("two", id);
        }

        assertThat(List.of(use("one", "1"), use("one", "2"), use("two", "1")))
                .containsOnly(Use.REPLAYED);
    }

    @Test
    void hasRoomAgainOnceProofsHaveEnded() {
        assertThat(memory.untilRoom()).isZero();
        memory.use("one", "1", clock.instant().plusSeconds(30));
        memory.use("one", "2", clock.instant().plusSeconds(10));
        use("one", "3");
        assertThat(use("one", "4")).isEqualTo(Use.FULL);
        assertThat(memory.untilRoom()).isEqualTo(Duration.ofSeconds(10));

        clock.advance(Duration.ofSeconds(10));
        assertThat(use("one", "4")).isEqualTo(Use.FIRST);
        assertThat(use("one", "5")).isEqualTo(Use.FULL);
    }

    @Test
    void countsNoEndedProofOfAKey() {
        for (int i = 0; i < 10; i++) {
            assertThat(List.of(use("one", "1"), use("one", "2"), use("one", "3")))
                    .containsOnly(Use.FIRST);
            clock.advance(Duration.ofSeconds(60));
        }
    }

    @Test
    void letsOneOfManyThreadsUseAProof() throws Exception {
        ReplayMemory large = new ReplayMemory(1024 * 1024, clock);
        Instant end = clock.instant().plusSeconds(60);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < 200; i++) {
                String id = "id" + i;
                Callable<Use> task = () -> large.use("one", id, end);
                List<Future<Use>> uses =
                        threads.invokeAll(Stream.generate(() -> task).limit(8).toList());
                int firsts = 0;
                for (Future<Use> use : uses) {
                    firsts += use.get() == Use.FIRST ? 1 : 0;
                }
                assertThat(firsts).isOne();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Use use(String key, String id) {
        return memory.use(key, id, clock.instant().plusSeconds(60));
    }
}
