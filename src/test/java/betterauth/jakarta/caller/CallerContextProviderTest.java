package betterauth.jakarta.caller;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.identity.Authentication.Rejected;
import jakarta.enterprise.concurrent.spi.ThreadContextRestorer;
import jakarta.enterprise.concurrent.spi.ThreadContextSnapshot;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallerContextProviderTest {

    private static final BoundCaller ADA =
            new BoundCaller(new Rejected(RefusalCode.INVALID_TOKEN, "ada"), "192.0.2.1");
    private static final BoundCaller BOB =
            new BoundCaller(new Rejected(RefusalCode.INVALID_TOKEN, "bob"), "192.0.2.2");

    private final CallerContextProvider provider = new CallerContextProvider();

    @Test
    void carriesWhomTheSubmitterWorkedFor() {
        CallerBinding.Scope submitter = CallerBinding.bind(ADA);
        ThreadContextSnapshot captured = provider.currentContext(Map.of());
        submitter.close();
        CallerBinding.Scope other = CallerBinding.bind(BOB);

        ThreadContextRestorer task = captured.begin();
        assertThat(CallerBinding.current()).isEqualTo(ADA);
        task.endContext();

        assertThat(CallerBinding.current()).isEqualTo(BOB);
        other.close();
        assertThat(CallerBinding.current()).isNull();
    }

    @Test
    void carriesNobodyFromAThreadThatWorksForNobody() {
        ThreadContextSnapshot captured = provider.currentContext(Map.of());
        CallerBinding.Scope other = CallerBinding.bind(BOB);

        ThreadContextRestorer task = captured.begin();
        assertThat(CallerBinding.current()).isEqualTo(BoundCaller.UNAUTHENTICATED);
        task.endContext();
        other.close();
    }

    /** Without a server nothing confirms. */
    @Test
    void carriesWhomTheServerHasToConfirmWhereContextsAreCleared() {
        CallerBinding.Scope submitter = CallerBinding.bind(ADA);
        ThreadContextSnapshot captured = provider.clearedContext(Map.of());
        submitter.close();

        ThreadContextRestorer task = captured.begin();
        assertThat(CallerBinding.current()).isEqualTo(ADA.toBeConfirmed());
        assertThat(provider.currentContext(Map.of())).isNotNull();
        task.endContext();

        assertThat(CallerBinding.current()).isNull();
    }
}
