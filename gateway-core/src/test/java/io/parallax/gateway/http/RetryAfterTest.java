package io.parallax.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryAfterTest {
    @ParameterizedTest
    @CsvSource({
        "79, 79",
        "0, 0",
        "3601, 3600",
        "999999999, 3600",
        "-1, 0",
        "1.5, 0",
        "'Wed, 21 Oct 2026 07:28:00 GMT', 0"
    })
    void shouldReadWholeSecondsOfAtMostAnHour(String header, long seconds) {
        assertThat(RetryAfter.nanoseconds(header)).isEqualTo(seconds * 1_000_000_000L);
        assertThat(RetryAfter.nanoseconds(null)).isZero();
    }
}
