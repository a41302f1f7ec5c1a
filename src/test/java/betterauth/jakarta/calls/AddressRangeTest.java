package betterauth.jakarta.calls;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "::FFFF:c000:207, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "2001:DB8:1:2::1, 20010db800010002/64",
        "2001:db8:1:2:ffff:ffff:ffff:ffff, 20010db800010002/64",
        "2001:db8:1:3::1, 20010db800010003/64",
        "fe80::1%eth0, fe80000000000000/64",
        "::1, 0000000000000000/64",
        "'', ''",
        "unknown, unknown",
        "a:b, a:b",
        "unknown:80, unknown:80",
        "host.example:1, host.example:1",
        "192.0.2.7:4711, 192.0.2.7",
        "[2001:db8::1]:80, [2001:db8::1]:80",
        ":::::, :::::"
    })
    void countsTheNetworkOfAnIpv6Address(String address, String range) {
        assertThat(AddressRange.of(address)).isEqualTo(range);
    }

    @Test
    void holdsAWholeNetworkBack() {
        CallerLimits limits = new CallerLimits(new MutableClock());

        limits.holdBack("2001:db8:1:2::1", Duration.ofSeconds(10));

        assertThat(limits.wait("2001:db8:1:2::ffff")).isPresent();
        assertThat(limits.wait("2001:db8:1:3::1")).isEmpty();
        limits.holdBack("::ffff:192.0.2.7", Duration.ofSeconds(10));
        assertThat(limits.wait("192.0.2.7")).isPresent();
    }
}
