package io.parallax.gateway.polymarket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.config.FeedSettings;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.Secret;
import io.parallax.engine.port.TradingGate;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import io.parallax.gateway.polymarket.verify.PlainVenue;
import io.parallax.gateway.polymarket.verify.VerifyCounter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Books against their hashes and their REST copies, over sockets. */
final class BookCheckTest {
    private static final String MARKET = "0x2aaeb40ad2a1ad262d75d5c52bff1a9f801fb72e65774343729fe103ee9fa308";
    private static final String YES = "58726851105893121441976415044785550794620582864839872973127370351200548678811";
    private static final String NO = "40113202025193181740822500498877260546965498642740503547096491847887927548587";
    private static final long CHECK_NS = 400_000_000;

    private final Recorder recorder = new Recorder();
    private final PlainVenue book = new PlainVenue();
    private FakeVenue venue;
    private GatewayLoops loops;
    private PolymarketGateway gateway;

    @BeforeEach
    void start() throws InterruptedException {
        book.set(true, "0.48", "10").set(true, "0.47", "20.5").set(false, "0.52", "5");
        venue = new FakeVenue();
        loops = new GatewayLoops("test", 1, false);
        venue.answer(
                "GET /clob-markets/" + MARKET,
                200,
                "{\"c\":\"" + MARKET + "\",\"t\":[{\"t\":\"" + YES + "\",\"o\":\"Up\"},{\"t\":\"" + NO
                        + "\",\"o\":\"Down\"}],\"mts\":0.01,\"mos\":5,\"nr\":false,\"ao\":true,\"v\":\"v1\"}");
    }

    private void connect(long checkNs) throws InterruptedException {
        gateway = new PolymarketGateway(
                new PolymarketSettings(
                        venue.http(),
                        venue.socket("/ws/market"),
                        venue.socket("/ws/user"),
                        137,
                        0,
                        "",
                        new Secret(""),
                        new Secret(""),
                        new Secret(""),
                        new Secret("")),
                new FeedSettings(1, 100, 500, 0, 0, checkNs, 0, 0, 600, 1_000_000, 20_000_000_000L, false, true),
                1,
                false,
                recorder,
                new TradingGate(),
                loops.next(),
                EpochClock.system(),
                List.of(new PolymarketMarket(5, MARKET, YES, NO)));
        gateway.defineInstruments();
        gateway.start();
        venue.market().next();
    }

    @AfterEach
    void stop() {
        gateway.close();
        loops.close();
        venue.close();
    }

    @Test
    void shouldVerifyABookByItsHashAndFetchItAnewWhenAChangeIsLost() throws InterruptedException {
        connect(0);
        say(book.snapshot(false));
        recorder.await("FeedStatus VERIFIED 5", 1);
        book.timeMs += 10;
        List<JsonNode> frames = book.change("bid 0.46 1", "ask 0.53 2");
        say(frames.get(1));
        recorder.await("FeedStatus MISMATCH 5", 1);
        assertThat(venue.market().next()).contains(YES).contains("unsubscribe");
        assertThat(venue.market().next()).contains(YES).contains("\"subscribe\"");
        say(book.snapshot(false));
        recorder.await("FeedStatus VERIFIED 5", 2);
        assertThat(recorder.awaitBook(5).bids).containsKey(460_000L);
        assertThat(gateway.marketFeed().proofs().get(VerifyCounter.MISMATCHES)).isEqualTo(1);
        assertThat(venue.calls("POST /books")).isEmpty();
    }

    @Test
    void shouldVerifyAQuietBookByItsRestCopyAndTellAFrozenOne() throws InterruptedException {
        venue.answer("POST /books", 200, "[" + book.rest(false) + "]");
        connect(CHECK_NS);
        say(book.snapshot(false));
        recorder.await("FeedStatus VERIFIED 5", 3);
        assertThat(venue.calls("POST /books").get(0).body()).isEqualTo("[{\"token_id\":\"" + YES + "\"}]");
        assertThat(gateway.marketFeed().proofs().get(VerifyCounter.REST_EQUAL)).isPositive();

        book.timeMs += 10;
        book.change("bid 0.46 1");
        venue.answer("POST /books", 200, "[" + book.rest(false) + "]");
        recorder.await("FeedStatus MISMATCH 5", 1);
        assertThat(venue.market().next()).contains(YES).contains("unsubscribe");
        assertThat(gateway.marketFeed().proofs().get(VerifyCounter.REST_DIFFERENT))
                .isEqualTo(1);
    }

    @Test
    void shouldGoOnWhereTheVenueGivesNoCopies() throws InterruptedException {
        venue.answer("POST /books", 500, "no");
        venue.answer("POST /books", 200, "<html>");
        venue.answer("POST /books", 200, "[" + book.rest(false) + "]");
        connect(CHECK_NS);
        say(book.snapshot(false));
        recorder.await("FeedStatus VERIFIED 5", 2);
        assertThat(gateway.marketFeed().proofs().get(VerifyCounter.REST_FAILURES))
                .isEqualTo(2);
        assertThat(recorder.lines("FeedStatus MISMATCH")).isEmpty();
    }

    private void say(JsonNode frame) {
        venue.market().say(frame.toString());
    }
}
