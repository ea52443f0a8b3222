package io.parallax.gateway.kalshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.codecs.ids.OrderIds;
import io.parallax.codecs.sbe.CancelAllEncoder;
import io.parallax.codecs.sbe.CancelOrderEncoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.QueryOrderEncoder;
import io.parallax.codecs.sbe.ReconnectLineEncoder;
import io.parallax.codecs.sbe.RefreshBalanceEncoder;
import io.parallax.codecs.sbe.ResubscribeEncoder;
import io.parallax.codecs.sbe.SubmitOrderEncoder;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.config.FeedSettings;
import io.parallax.config.HttpMode;
import io.parallax.config.KalshiSettings;
import io.parallax.config.KalshiTuning;
import io.parallax.config.Secret;
import io.parallax.engine.port.TradingGate;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.sim.SimSettings;
import io.parallax.sim.TestCredentials;
import io.parallax.sim.VenueSim;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.venue.Venue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway against the simulated venue over loopback sockets. */
class KalshiGatewayTest {
    private static final long SESSION = 0x5E55101L;
    private static final long CONTRACT = 1_000_000L;
    private static final EpochClock CLOCK = EpochClock.system();

    private final CollectedEvents events = new CollectedEvents();
    private final TradingGate gate = new TradingGate();
    private final GatewayLoops loops = new GatewayLoops("kalshi-test", 1, false);
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SubmitOrderEncoder submit = new SubmitOrderEncoder();
    private VenueSim sim;
    private FeedSettings feed = feed(1, 500);
    private KalshiGateway gateway;

    @BeforeEach
    void startVenue() {
        sim = VenueSim.start(SimSettings.defaults(7));
        gate.open();
    }

    @AfterEach
    void stop() {
        gateway.close();
        loops.close();
        sim.close();
    }

    @Test
    void shouldDefineInstrumentsAndFollowTheirBooks() throws Exception {
        open(true);
        int count = sim.kalshiListings().size();
        assertThat(events.since(0, "instrument ")).hasSize(count).allMatch(line -> line.contains("KALSHI_QUADRATIC"));
        events.await(0, "feed CONNECTED -1 epoch 1");
        for (int i = 0; i < count; i++) {
            events.await(0, "snapshot " + i + " epoch 1");
        }
        events.await(0, "update ");
        assertThat(counters()).containsEntry("kalshi.feed.faulty_frames", 0L).containsEntry("kalshi.feed.gaps", 0L);
        assertThat(counters().get("kalshi.feed.subscribed")).isPositive();
    }

    @Test
    void shouldComeBackAfterADisconnect() throws Exception {
        open(true);
        events.await(0, "snapshot 0 epoch 1");
        sim.disconnectAll(Venue.KALSHI);
        events.await(0, "feed DISCONNECTED -1 epoch 1");
        events.await(0, "feed CONNECTED -1 epoch 2");
        events.await(0, "snapshot 0 epoch 2");
    }

    @Test
    void shouldFollowEveryMarketOnBothLinesOfItsShard() throws Exception {
        feed = feed(2, 3);
        open(true);
        int count = sim.kalshiListings().size();
        assertThat(count).isGreaterThan(3);
        for (int i = 0; i < count; i++) {
            int first = 2 * (i / 3);
            events.await(0, line(i, first));
            events.await(0, line(i, first + 1));
        }
        assertThat(gateway.isLive()).isTrue();
        assertThat(counters().get("kalshi.socket.connections")).isEqualTo(2 * ((count + 2) / 3));

        int from = events.size();
        reconnect(1);
        events.await(from, "feed CONNECTED -1 epoch 2 line 1");
        assertThat(events.since(from, "feed DISCONNECTED")).containsExactly("feed DISCONNECTED -1 epoch 1 line 1");
        for (int i = 0; i < 3; i++) {
            events.await(from, "snapshot " + i + " epoch 2 line 1");
        }
        assertThat(events.since(from, "snapshot")).allMatch(snapshot -> snapshot.endsWith("epoch 2 line 1"));

        int asked = events.size();
        ResubscribeEncoder resubscribe = new ResubscribeEncoder();
        resubscribe
                .wrapAndApplyHeader(command, 0, header)
                .instrumentId(1)
                .venue(io.parallax.codecs.sbe.Venue.KALSHI)
                .line((short) 1);
        send(resubscribe.encodedLength());
        events.await(asked, "snapshot 1 epoch 2 line 1");
        assertThat(events.since(asked, "snapshot")).containsExactly("snapshot 1 epoch 2 line 1");
    }

    private static Predicate<String> line(int instrument, int line) {
        String text = "snapshot " + instrument + " epoch 1" + (line == 0 ? "" : " line " + line);
        return text::equals;
    }

    private void reconnect(int line) {
        ReconnectLineEncoder reconnect = new ReconnectLineEncoder();
        reconnect
                .wrapAndApplyHeader(command, 0, header)
                .venue(io.parallax.codecs.sbe.Venue.KALSHI)
                .line((short) line);
        send(reconnect.encodedLength());
    }

    @Test
    void shouldFollowAndLeaveAMarketWithoutAWordToItsNeighbours() throws Exception {
        feed = feed(2, 500);
        int last = sim.kalshiListings().size() - 1;
        open(true, last);
        for (int i = 0; i < last; i++) {
            events.await(0, "snapshot " + i + " epoch 1");
            events.await(0, "snapshot " + i + " epoch 1 line 1");
        }
        Markets.Listing listing =
                new Markets.Listing(last, sim.kalshiListings().get(last).ticker());
        int from = events.size();
        gateway.follow(listing);
        events.await(from, "instrument " + last);
        events.await(from, line(last, 0));
        events.await(from, line(last, 1));
        events.await(from, "update " + last + " ");

        int leaving = events.size();
        gateway.unfollow(last);
        assertThat(events.since(leaving, "feed"))
                .containsExactly("feed REMOVED " + last + " epoch 1", "feed REMOVED " + last + " epoch 1 line 1");
        int left = events.size();
        events.await(left, "update 0 ");
        events.await(left, "update 1 ");
        assertThat(events.since(left, "update " + last + " ")).isEmpty();
        assertThatThrownBy(() -> gateway.unfollow(last)).hasMessageContaining("is not followed");

        int again = events.size();
        gateway.follow(listing);
        events.await(again, line(last, 0));
        events.await(again, "update " + last + " ");
        assertThat(events.since(again, "instrument")).isEmpty();
        assertThatThrownBy(() -> gateway.follow(listing)).hasMessageContaining("followed already");
        assertThatThrownBy(() -> gateway.follow(new Markets.Listing(last + 1, listing.ticker())))
                .hasMessageContaining("stands twice");

        assertThat(events.since(from, "feed")).as("neighbours hear nothing").hasSize(2);
        assertThat(events.since(from, "snapshot")).allMatch(snapshot -> snapshot.startsWith("snapshot " + last + " "));
        assertThat(counters())
                .containsEntry("kalshi.feed.gaps", 0L)
                .containsEntry("kalshi.feed.faulty_frames", 0L)
                .containsEntry("kalshi.feed.errors", 0L)
                .containsEntry("kalshi.socket.connections", 2L);
    }

    @Test
    void shouldRecoverFromASequenceGap() throws Exception {
        open(true);
        events.await(0, "snapshot 0 epoch 1");
        int from = events.size();
        sim.skipNextSequence();
        events.await(from, "feed GAP -1 epoch 1");
        for (int i = 0; i < sim.kalshiListings().size(); i++) {
            events.await(from, "snapshot " + i + " epoch 1");
        }
        assertThat(counters()).containsEntry("kalshi.feed.gaps", 1L);
    }

    @Test
    void shouldFillBothLegsAndTellThemAsOrdered() throws Exception {
        open(true);
        events.await(0, "snapshot 0 epoch 1");
        submit(17, Outcome.YES, OrderAction.BUY, TimeInForce.IOC, 990_000, 2 * CONTRACT);
        assertThat(events.await(0, "order 17 done")).isEqualTo("order 17 done FILLED 2000000");
        awaitFilled(17, 2 * CONTRACT);
        assertThat(events.since(0, "fill 17 ")).allMatch(line -> line.startsWith("fill 17 0 BUY YES TAKER"));
        submit(18, Outcome.YES, OrderAction.SELL, TimeInForce.IOC, 10_000, 2 * CONTRACT);
        events.await(0, "order 18 done FILLED");
        awaitFilled(18, 2 * CONTRACT);
        assertThat(events.since(0, "fill 18 ")).allMatch(line -> line.startsWith("fill 18 0 SELL YES TAKER"));
        submit(19, Outcome.NO, OrderAction.BUY, TimeInForce.FOK, 990_000, CONTRACT);
        events.await(0, "order 19 done FILLED");
        awaitFilled(19, CONTRACT);
        assertThat(events.since(0, "fill 19 ")).allMatch(line -> line.startsWith("fill 19 0 BUY NO TAKER"));
        assertThat(price(events.since(0, "fill 18 ").get(0))
                        + price(events.since(0, "fill 19 ").get(0)))
                .as("selling YES and buying NO meet the same bid, but for moves of the book")
                .isBetween(800_000L, 1_200_000L);

        int from = events.size();
        gateway.reconcile();
        assertThat(events.await(from, "position 0 ")).isEqualTo("position 0 0 1000000");
    }

    @Test
    void shouldTellAnUnfillableOrderAsRejected() throws Exception {
        open(true);
        events.await(0, "snapshot 0 epoch 1");
        submit(17, Outcome.YES, OrderAction.BUY, TimeInForce.FOK, 10_000, CONTRACT);
        events.await(0, "order 17 rejected NOT_FILLABLE");
        submit(18, Outcome.YES, OrderAction.BUY, TimeInForce.IOC, 10_000, CONTRACT);
        events.await(0, "order 18 done KILLED 0");
        sim.rejectNextOrder(Venue.KALSHI, "insufficient_balance");
        submit(19, Outcome.YES, OrderAction.BUY, TimeInForce.IOC, 10_000, CONTRACT);
        events.await(0, "order 19 rejected INSUFFICIENT_FUNDS");
        submit(20, Outcome.YES, OrderAction.BUY, TimeInForce.IOC, 10_050, CONTRACT + 1);
        events.await(0, "order 20 rejected BAD_SIZE");
    }

    @Test
    void shouldFindOutWhatBecameOfALostAnswer() throws Exception {
        open(true);
        events.await(0, "snapshot 0 epoch 1");
        sim.loseNextOrderAnswer(Venue.KALSHI);
        submit(33, Outcome.YES, OrderAction.BUY, TimeInForce.IOC, 990_000, CONTRACT);
        events.await(0, "order 33 done FILLED 1000000");
        awaitFilled(33, CONTRACT);
        assertThat(events.since(0, "order 33 done")).hasSize(1);
    }

    @Test
    void shouldEndAnOrderTheVenueNeverGotOnlyAfterASecondLookAndItsFills() throws Exception {
        open(true);
        events.await(0, "snapshot 0 epoch 1");
        submit(33, Outcome.YES, OrderAction.BUY, TimeInForce.IOC, 990_000, CONTRACT);
        events.await(0, "order 33 done FILLED");
        sim.failNextOrder(Venue.KALSHI, 503);
        submit(34, Outcome.YES, OrderAction.BUY, TimeInForce.IOC, 990_000, CONTRACT);
        events.await(0, "order 34 unknown SERVER_ERROR");
        events.await(0, "order 34 done KILLED 0");
        assertThat(counters().get("kalshi.order.queries")).isEqualTo(3);
        assertThat(counters())
                .as("the fill of the other order is known to be its")
                .containsEntry("kalshi.order.stray_fills", 0L);
    }

    @Test
    void shouldCancelWhatRests() throws Exception {
        open(true);
        events.await(0, "snapshot 0 epoch 1");
        submit(40, Outcome.YES, OrderAction.BUY, TimeInForce.GTC, 10_000, 3 * CONTRACT);
        events.await(0, "order 40 accepted");
        CancelOrderEncoder cancel = new CancelOrderEncoder();
        cancel.wrapAndApplyHeader(command, 0, header)
                .orderId(40)
                .instrumentId(0)
                .venue(io.parallax.codecs.sbe.Venue.KALSHI);
        send(cancel.encodedLength());
        events.await(0, "order 40 done CANCELLED 0");

        submit(41, Outcome.NO, OrderAction.BUY, TimeInForce.GTC, 10_000, CONTRACT);
        events.await(0, "order 41 accepted");
        CancelAllEncoder all = new CancelAllEncoder();
        all.wrapAndApplyHeader(command, 0, header).venue(io.parallax.codecs.sbe.Venue.KALSHI);
        send(all.encodedLength());
        events.await(0, "order 41 done CANCELLED 0");
        assertThat(events.since(0, "order 40 done")).hasSize(1);
    }

    @Test
    void shouldAnswerAQueryOfARestingOrder() throws Exception {
        open(true);
        events.await(0, "snapshot 0 epoch 1");
        submit(50, Outcome.YES, OrderAction.BUY, TimeInForce.GTC, 10_000, CONTRACT);
        events.await(0, "order 50 accepted");
        int from = events.size();
        QueryOrderEncoder query = new QueryOrderEncoder();
        query.wrapAndApplyHeader(command, 0, header)
                .orderId(50)
                .instrumentId(0)
                .venue(io.parallax.codecs.sbe.Venue.KALSHI);
        send(query.encodedLength());
        events.await(from, "order 50 accepted");
    }

    @Test
    void shouldSendNothingThroughAClosedGate() throws Exception {
        open(true);
        gate.close();
        submit(60, Outcome.YES, OrderAction.BUY, TimeInForce.IOC, 990_000, CONTRACT);
        events.await(0, "order 60 rejected NOT_SENT");
        assertThat(sim.truth().kalshi().positions()).isEmpty();
    }

    @Test
    void shouldSendNothingInShadow() throws Exception {
        open(false);
        events.await(0, "snapshot 0 epoch 1");
        submit(61, Outcome.YES, OrderAction.BUY, TimeInForce.IOC, 990_000, CONTRACT);
        events.await(0, "order 61 rejected SHADOWED");
        assertThat(events.since(0, "built 61 "))
                .singleElement()
                .asString()
                .startsWith("built 61 " + OrderIds.clientOrderId(SESSION, 61) + " {\"ticker\":")
                .contains("\"price\":\"0.9900\",\"count\":\"1.00\"")
                .doesNotContain("KALSHI-ACCESS");
        assertThat(counters())
                .containsEntry("kalshi.order.sent", 0L)
                .containsEntry("kalshi.order.shadowed", 1L)
                .doesNotContainKey("kalshi.http.orders.requests"); // there is no such line
    }

    @Test
    void shouldReconcileAndRefresh() throws Exception {
        open(true);
        int from = events.size();
        gateway.reconcile();
        events.await(from, "reconcile begin");
        events.await(from, "balance 10000000000");
        assertThat(events.since(from, "position "))
                .hasSize(sim.kalshiListings().size())
                .allMatch(line -> line.endsWith(" 0 0"));
        events.await(from, "reconcile end YES");
        int refreshed = events.size();
        RefreshBalanceEncoder refresh = new RefreshBalanceEncoder();
        refresh.wrapAndApplyHeader(command, 0, header).venue(io.parallax.codecs.sbe.Venue.KALSHI);
        send(refresh.encodedLength());
        events.await(refreshed, "balance 10000000000");
        int asked = events.size();
        ResubscribeEncoder resubscribe = new ResubscribeEncoder();
        resubscribe.wrapAndApplyHeader(command, 0, header).instrumentId(1).venue(io.parallax.codecs.sbe.Venue.KALSHI);
        send(resubscribe.encodedLength());
        events.await(asked, "snapshot 1 ");
    }

    private static FeedSettings feed(int lines, int markets) {
        return new FeedSettings(lines, 100, markets, 0, 0, 0, 0, 0, 600, 1_000_000, 20_000_000_000L, false, true);
    }

    /** Which HTTP it speaks to the venue. */
    HttpMode http() {
        return HttpMode.AUTO;
    }

    private void open(boolean sendOrders) {
        open(sendOrders, Integer.MAX_VALUE);
    }

    private void open(boolean sendOrders, int atMost) {
        KalshiSettings settings = new KalshiSettings(
                sim.kalshiRest(),
                sim.kalshiSocket(),
                new Secret(TestCredentials.KALSHI_KEY_ID),
                new Secret(TestCredentials.kalshiPrivateKeyPem()),
                KalshiTuning.USUAL,
                http());
        List<Markets.Listing> listings = new ArrayList<>();
        for (KalshiListing listing : sim.kalshiListings()) {
            if (listings.size() < atMost) {
                listings.add(new Markets.Listing(listings.size(), listing.ticker()));
            }
        }
        gateway = new KalshiGateway(settings, feed, SESSION, events, gate, loops.next(), CLOCK, listings, sendOrders);
        gateway.defineInstruments();
        gateway.start();
    }

    private void submit(
            long orderId, Outcome outcome, OrderAction action, TimeInForce timeInForce, long price, long qty) {
        submit.wrapAndApplyHeader(command, 0, header)
                .orderId(orderId)
                .timestampNs(CLOCK.epochNanos() - 60_000_000_000L) // long ago: what is absent is not under way
                .instrumentId(0)
                .venue(io.parallax.codecs.sbe.Venue.KALSHI)
                .outcome(outcome)
                .action(action)
                .timeInForce(timeInForce)
                .priceMicros(price)
                .qtyMicros(qty);
        send(submit.encodedLength());
    }

    private void send(int encodedLength) {
        gateway.onCommand(1, 0, command, 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength);
    }

    /** Waits until the order's fills add up. */
    private void awaitFilled(long orderId, long qtyMicros) throws InterruptedException {
        events.await(0, line -> line.startsWith("fill " + orderId + " ") && filled(orderId) >= qtyMicros);
        assertThat(filled(orderId)).isEqualTo(qtyMicros);
    }

    private long filled(long orderId) {
        return events.since(0, "fill " + orderId + " ").stream()
                .mapToLong(line -> Long.parseLong(line.replaceAll(".* qty (\\d+) .*", "$1")))
                .sum();
    }

    private static long price(String fill) {
        return Long.parseLong(fill.replaceAll(".* price (\\d+) .*", "$1"));
    }

    Map<String, Long> counters() {
        Map<String, Long> counts = new TreeMap<>();
        gateway.forEachCounter(counts::put);
        return counts;
    }
}
