package io.parallax.gateway.kalshi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the exchange is closed, in our time. */
class ExchangeScheduleTest {
    private static final long AHEAD_NS = ExchangeWatch.STOP_AHEAD_NS;
    private static final String ALL_DAY = "[{\"open_time\":\"00:00\",\"close_time\":\"00:00\"}]";
    private static final String WEEK = "{\"schedule\":{\"standard_hours\":[{\"start_time\":\"2026-01-01T00:00:00Z\","
            + "\"monday\":" + ALL_DAY + ",\"tuesday\":" + ALL_DAY + ",\"wednesday\":" + ALL_DAY
            + ",\"thursday\":[{\"open_time\":\"00:00\",\"close_time\":\"03:00\"},{\"open_time\":\"05:00\",\"close_time\":\"00:00\"}],"
            + "\"friday\":" + ALL_DAY + ",\"saturday\":" + ALL_DAY + ",\"sunday\":" + ALL_DAY + "}],"
            + "\"maintenance_windows\":[{\"start_datetime\":\"2026-11-21T09:00:00Z\",\"end_datetime\":\"2026-11-21T10:30:00Z\"}]}}";

    private static ExchangeSchedule schedule(String json) throws Exception {
        return ExchangeSchedule.read(new ObjectMapper().readTree(json));
    }

    private static long ns(String time) {
        return Instant.parse(time).getEpochSecond() * 1_000_000_000L;
    }

    @ParameterizedTest
    @CsvSource({
        // Thursday's pause from 3:00 to 5:00 in New York, in winter and in summer
        "2026-11-19T07:44:59Z,",
        "2026-11-19T07:45:00Z, 2026-11-19T10:00:00Z",
        "2026-11-19T09:59:59Z, 2026-11-19T10:00:00Z",
        "2026-11-19T10:00:00Z,",
        "2026-07-16T06:45:00Z, 2026-07-16T09:00:00Z",
        "2026-07-16T09:00:00Z,",
        "2026-11-20T08:00:00Z,",
        // announced
        "2026-11-21T08:44:59Z,",
        "2026-11-21T08:45:00Z, 2026-11-21T10:30:00Z",
        "2026-11-21T10:30:00Z,"
    })
    void shouldStopAQuarterOfAnHourBeforeWhatIsAnnounced(String now, String end) throws Exception {
        ExchangeSchedule.Window closing = schedule(WEEK).closing(ns(now), AHEAD_NS);
        if (end == null) {
            assertThat(closing).isNull();
        } else {
            assertThat(closing.endNs()).isEqualTo(ns(end));
        }
    }

    @Test
    void shouldTakeADayWithoutSessionsAsClosedAndOneUntoldAsOpen() throws Exception {
        ExchangeSchedule week =
                schedule("{\"schedule\":{\"standard_hours\":[{\"sunday\":[]}],\"maintenance_windows\":[]}}");
        assertThat(week.closing(ns("2026-11-22T15:00:00Z"), AHEAD_NS).endNs()).isEqualTo(ns("2026-11-23T05:00:00Z"));
        assertThat(week.closing(ns("2026-11-23T15:00:00Z"), AHEAD_NS)).isNull();
    }

    @Test
    void shouldBelieveNoScheduleItCannotReadWhole() throws Exception {
        assertThat(schedule("{}")).isNull();
        assertThat(schedule("{\"schedule\":{\"maintenance_windows\":[{\"start_datetime\":\"soon\"}]}}"))
                .isNull();
        assertThat(schedule("{\"schedule\":{\"standard_hours\":[{\"monday\":[{\"open_time\":\"early\"}]}]}}"))
                .isNull();
    }
}
