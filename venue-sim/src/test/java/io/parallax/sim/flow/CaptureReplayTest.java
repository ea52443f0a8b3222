package io.parallax.sim.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.codecs.units.Micros;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.HoldingRule;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.SharedVectors;
import io.parallax.sim.venue.RecordedFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureReplayTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    private final List<RecordedFrame> sent = new ArrayList<>();
    private Exchange kalshi;
    private Exchange polymarket;

    private CaptureReplay replay(Capture capture, int speedPercent, long maxNs) {
        kalshi = new Exchange(HoldingRule.NETTED, 1);
        polymarket = new Exchange(HoldingRule.TOKENS, 1);
        capture.kalshi().forEach(listing -> kalshi.addMarket(listing.spec()));
        capture.polymarket().forEach(listing -> polymarket.addMarket(listing.spec()));
        return new CaptureReplay(capture, kalshi, polymarket, sent::add, speedPercent, maxNs);
    }

    @ParameterizedTest
    @CsvSource({
        "kalshi/samples/ws/prod_mlb_wnba_12_markets_20260807.jsonl,12,0,257",
        "kalshi/samples/ws/prod_kxbtc15m_first5000_20260514.jsonl,1,0,4998",
        "kalshi/samples/ws/demo_tennis_use_yes_price_true.jsonl,1,0,3",
        "polymarket/samples/ws_market_recording_2026_09_30.jsonl,0,1,24",
        "polymarket/samples/ws_market_protocol_v2_recording.jsonl,0,1,2",
        "polymarket/samples/ws_market_two_books_2024_12.jsonl,0,2,12",
        "polymarket/samples/synthetic_stream_a.jsonl,0,1,252"
    })
    void shouldReadEveryRecording(String path, int kalshiMarkets, int polymarketMarkets, int frames) {
        Capture capture = Capture.scan(SharedVectors.file(path));

        assertThat(capture.kalshi()).hasSize(kalshiMarkets);
        assertThat(capture.polymarket()).hasSize(polymarketMarkets);
        assertThat(capture.frameCount()).isEqualTo(frames);
    }

    @Test
    void shouldKeepOffUntilSubscribedAndThenKeepTheRecordedPace() {
        Capture capture = Capture.scan(SharedVectors.file("polymarket/samples/ws_market_recording_2026_09_30.jsonl"));
        CaptureReplay replay = replay(capture, 100, 0);
        replay.runUntil(100 * SECOND);
        assertThat(sent).isEmpty();

        replay.onSubscribed(capture.polymarket().get(0).conditionId(), 100 * SECOND);
        replay.runUntil(101 * SECOND);
        assertThat(sent.size()).isEqualTo(1);
        replay.runUntil(101 * SECOND + capture.durationNs());
        assertThat(sent.size()).isEqualTo(24);
        assertThat(replay.isDone()).isTrue();
        assertThat(replay.nextNs()).isEqualTo(CaptureReplay.NEVER);
    }

    @Test
    void shouldSqueezeALongRecordingIntoTheTimeAllowed() {
        Capture capture = Capture.scan(SharedVectors.file("kalshi/samples/ws/prod_mlb_wnba_12_markets_20260807.jsonl"));
        CaptureReplay replay = replay(capture, 100, 2 * SECOND);
        capture.kalshi().forEach(listing -> replay.onSubscribed(listing.ticker(), 0));

        replay.runUntil(2 * SECOND + SECOND / 5);

        assertThat(capture.durationNs()).isGreaterThan(50 * SECOND);
        assertThat(replay.isDone()).isTrue();
        assertThat(sent.size()).isEqualTo(257);
    }

    @Test
    void shouldMirrorTheRecordedBook() {
        Capture capture = Capture.scan(SharedVectors.file("kalshi/samples/ws/demo_tennis_use_yes_price_true.jsonl"));
        CaptureReplay replay = replay(capture, 100, 0);
        replay.onSubscribed(capture.kalshi().get(0).ticker(), 0);
        replay.runUntil(10 * SECOND);

        Market market = kalshi.market(capture.kalshi().get(0).ticker());
        assertThat(market.bestMicros(BookSide.BID)).isEqualTo(Micros.parse("0.47"));
        assertThat(market.bestMicros(BookSide.ASK)).isEqualTo(Micros.parse("0.52"));
        assertThat(market.qtyAt(BookSide.ASK, Micros.parse("0.52"))).isEqualTo(Micros.parse("2"));
        assertThat(sent.get(0).text()).contains("\"no_dollars_fp\":[[\"0.4800\"");
    }

    @Test
    void shouldSayWhichLineIsWrong() throws IOException {
        Path torn = folder.resolve("torn.jsonl");
        Files.writeString(torn, "{\"recv_ms\":1,\"frame\":{}}\n{\"recv_ms\":2,\"fra");

        assertThatThrownBy(() -> Capture.scan(torn))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> Capture.scan(folder.resolve("absent.jsonl")))
                .isInstanceOf(UnplayableCapture.class)
                .hasMessageContaining("absent.jsonl");
    }
}
