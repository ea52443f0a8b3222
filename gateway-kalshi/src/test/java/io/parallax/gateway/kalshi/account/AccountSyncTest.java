package io.parallax.gateway.kalshi.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.ids.OrderIds;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.kalshi.ScriptedVenue;
import io.parallax.gateway.kalshi.exchange.Conditions;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.kalshi.order.Cancelling;
import io.parallax.gateway.kalshi.order.OrderCounter;
import io.parallax.gateway.kalshi.order.OrderInquiry;
import io.parallax.gateway.kalshi.order.OrderNews;
import io.parallax.gateway.kalshi.order.OrderTable;
import io.parallax.gateway.kalshi.order.TestOrders;
import io.parallax.gateway.kalshi.user.FillList;
import io.parallax.gateway.kalshi.user.OwnLegs;
import io.parallax.gateway.kalshi.user.UserCounter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Our state held against the venue's: what is asked, when, and what is told of the answers. In virtual time. */
class AccountSyncTest {
    private static final long SESSION = 0xBEEF;
    private static final String NO_MORE = ",\"cursor\":\"\"}";
    private static final String NO_ORDERS = "{\"orders\":[]" + NO_MORE;
    private static final String ORDERS = "GET /portfolio/orders?status=resting";

    private final ScriptedVenue venue = new ScriptedVenue();
    private final Counters<AccountCounter> counters = new Counters<>(AccountCounter.class);
    private final OrderTable orders = new OrderTable(8);
    private final Markets markets =
            new Markets(List.of(new Markets.Listing(4, "KXA"), new Markets.Listing(5, "KXB-26")));
    private final List<String> cancelled = new ArrayList<>();
    private final Conditions conditions = new Conditions(venue.writer, venue.clock);
    private final List<Boolean> ends = new ArrayList<>();
    private boolean mayRead = true;
    private AccountSync sync;

    private AccountSync sync(boolean sends) {
        Counters<OrderCounter> orderCounters = new Counters<>(OrderCounter.class);
        OrderInquiry inquiry =
                new OrderInquiry(venue.calls(), markets, orders, venue.loop, venue.clock, venue.writer, orderCounters);
        OrderNews news = new OrderNews(SESSION, orders, inquiry, venue.writer);
        FillList fills = new FillList(
                venue.calls(),
                markets,
                news,
                new OwnLegs(8),
                venue.writer,
                new Counters<>(UserCounter.class),
                venue.clock.epochNanos());
        Cancelling cancelling = new Cancelling() {
            @Override
            public void all(Runnable done) {
                cancelled.add("all");
                done.run();
            }

            @Override
            public void leftOver(String path) {
                cancelled.add(path);
            }
        };
        venue.on(ORDERS, 200, NO_ORDERS)
                .on("GET /portfolio/fills", 200, "{\"fills\":[]" + NO_MORE)
                .on("GET /portfolio/settlements", 200, "{\"settlements\":[]" + NO_MORE)
                .on("GET /markets?", 200, "{\"markets\":[]" + NO_MORE)
                .on("GET /portfolio/positions", 200, positions("KXA", "3.00"))
                .on("GET /portfolio/balance", 200, "{\"balance_dollars\":\"12.3456\",\"balance\":1234}");
        sync = new AccountSync(
                venue.calls(),
                markets,
                news,
                fills,
                conditions,
                () -> mayRead,
                sends ? cancelling : null,
                venue.writer,
                venue.loop,
                venue.clock,
                counters);
        return sync;
    }

    private void start() {
        sync.start(ends::add);
        venue.pass(1);
        assertThat(ends).containsExactly(true);
        venue.forget();
    }

    private static String positions(String ticker, String net) {
        return "{\"market_positions\":[{\"ticker\":\"" + ticker + "\",\"position_fp\":\"" + net + "\"}]" + NO_MORE;
    }

    private static String resting(String venueId, String clientId) {
        return "{\"orders\":[{\"order_id\":\"" + venueId + "\",\"client_order_id\":\"" + clientId
                + "\",\"ticker\":\"KXA\",\"exchange_index\":2,\"remaining_count_fp\":\"7.50\",\"status\":\"resting\"}]"
                + NO_MORE;
    }

    private static String settlement(String ticker, String result, String yes, String no, String extra) {
        return "{\"settlements\":[{\"ticker\":\"" + ticker + "\",\"market_result\":\"" + result
                + "\",\"yes_count_fp\":\"" + yes + "\",\"no_count_fp\":\"" + no + "\",\"fee_cost\":\"0.7700\"" + extra
                + "}]" + NO_MORE;
    }

    private static String market(String status, String result, String extra) {
        return "{\"markets\":[{\"ticker\":\"KXA\",\"status\":\"" + status + "\",\"result\":\"" + result + "\"" + extra
                + "}]" + NO_MORE;
    }

    private List<String> account(int from) {
        return venue.events.since(from, "");
    }

    @Test
    void shouldTellTheAccountBetweenBeginAndEndAtTheStart() {
        sync(true).start(ends::add);
        venue.pass(1);
        assertThat(account(0))
                .containsExactly(
                        "reconcile begin",
                        "position 4 3000000 0",
                        "position 5 0 0",
                        "balance 12345600",
                        "reconcile end YES");
        assertThat(cancelled).as("nothing rested").isEmpty();
        assertThat(venue.asked("GET /portfolio/positions").get(0)).isEqualTo("GET /portfolio/positions?limit=200");
    }

    @Test
    void shouldCancelWhatRestsBeforeItBegins() {
        sync(true);
        venue.on(ORDERS, 200, resting("v-1", "of somebody"));
        sync.start(ends::add);
        venue.pass(3);
        assertThat(account(0)).as("not before nothing rests").isEmpty();
        assertThat(cancelled).as("once: what follows may be cancelled too").containsExactly("all");
        venue.on(ORDERS, 200, NO_ORDERS);
        venue.pass(1);
        assertThat(account(0)).startsWith("reconcile begin").endsWith("reconcile end YES");
    }

    @Test
    void shouldNotBeWholeWhileSomethingRests() {
        sync(true);
        venue.on(ORDERS, 200, resting("v-1", "of somebody"));
        sync.start(ends::add);
        venue.pass(20);
        assertThat(ends).containsExactly(false);
        assertThat(account(0)).startsWith("reconcile begin", "reconcile end NO");
    }

    @Test
    void shouldCancelNothingWhereNothingMayBeSent() {
        sync(false);
        venue.on(ORDERS, 200, resting("v-1", "of somebody"));
        sync.start(ends::add);
        venue.pass(1);
        assertThat(ends).containsExactly(true);
        assertThat(cancelled).isEmpty();
    }

    @Test
    void shouldNotBeWholeWhenAListCannotBeRead() {
        sync(true);
        venue.on("GET /portfolio/positions", 503, "{}");
        sync.start(ends::add);
        venue.pass(5);
        assertThat(ends).containsExactly(false);
        assertThat(account(0)).containsExactly("reconcile begin", "reconcile end NO");
        assertThat(venue.asked("GET /portfolio/positions"))
                .as("asked again twice")
                .hasSize(3);
    }

    @Test
    void shouldReadOrdersAndFillsEveryTenSecondsAndTheAccountEveryMinute() {
        sync(true);
        start();
        venue.pass(8.5);
        assertThat(venue.asked("GET ")).isEmpty();
        venue.pass(1);
        assertThat(venue.asked("GET ")).hasSize(2).first().asString().startsWith(ORDERS);
        venue.pass(40);
        assertThat(venue.asked(ORDERS)).hasSize(5);
        assertThat(venue.asked("GET /portfolio/fills")).hasSize(5);
        assertThat(venue.asked("GET /portfolio/balance")).isEmpty();
        int from = venue.events.size();
        venue.pass(10);
        assertThat(account(from))
                .containsExactly(
                        "reconcile begin",
                        "position 4 3000000 0",
                        "position 5 0 0",
                        "balance 12345600",
                        "reconcile end YES");
        venue.pass(59);
        assertThat(venue.asked("GET /portfolio/balance")).hasSize(1);
        venue.pass(2);
        assertThat(venue.asked("GET /portfolio/balance")).hasSize(2);
    }

    @Test
    void shouldReadTheAccountAfterAReconnectAtOnce() {
        sync(true);
        sync.onReconnect();
        venue.pass(1);
        assertThat(venue.asked("GET ")).as("before the start nothing is read").isEmpty();
        start();
        sync.onReconnect();
        sync.onReconnect();
        venue.pass(1);
        assertThat(venue.asked("GET /portfolio/positions"))
                .as("one for each wish that came during another")
                .hasSize(2);
    }

    @Test
    void shouldReadNothingByTimerWhileCredentialsAreRefused() {
        sync(true);
        start();
        mayRead = false;
        venue.pass(100);
        assertThat(venue.asked("GET ")).isEmpty();
        mayRead = true;
        venue.pass(10);
        assertThat(venue.asked("GET /portfolio/positions")).hasSize(1);
    }

    @Test
    void shouldEndNothingItCouldNotReadAndCallTheVenueUnavailableAfterThree() {
        sync(true);
        start();
        venue.on("GET /portfolio/balance", 500, "{}");
        int from = venue.events.size();
        venue.pass(62);
        assertThat(account(from)).contains("reconcile begin").noneMatch(line -> line.startsWith("reconcile end"));
        venue.pass(45);
        assertThat(venue.events.since(from, "condition")).containsExactly("condition UNAVAILABLE");
        venue.on("GET /portfolio/balance", 200, "{\"balance_dollars\":\"1\"}");
        venue.pass(60);
        assertThat(venue.events.since(from, "condition")).containsExactly("condition UNAVAILABLE", "condition OPEN");
        assertThat(account(from)).contains("balance 1000000", "reconcile end YES");
    }

    @Test
    void shouldCallAnOrderForeignOnlyWhenItIsSeenTwice() {
        sync(true);
        start();
        venue.on(ORDERS, 200, resting("v-9", "px-of-another"));
        venue.pass(9.5);
        assertThat(venue.events.since(0, "open ")).as("seen once").isEmpty();
        venue.pass(2);
        assertThat(venue.events.since(0, "open ")).containsExactly("open foreign 4 remaining 7500000 v-9");
        assertThat(venue.asked(ORDERS)).hasSize(2);
        assertThat(cancelled).as("it is not ours to cancel").isEmpty();

        venue.on(ORDERS, 200, resting("v-10", "px-of-another"));
        venue.pass(9);
        venue.on(ORDERS, 200, NO_ORDERS);
        venue.pass(5);
        assertThat(venue.events.since(0, "open ")).as("gone at the second look").hasSize(1);
    }

    @Test
    void shouldTellOurOwnOrderOnceWhileAnotherIsLookedAtAgain() {
        sync(true);
        start();
        TestOrders.add(orders, SESSION, 33, 0);
        String ours = resting("v-33", OrderIds.clientOrderId(SESSION, 33));
        String both = ours.replace(
                "}],",
                "},{\"order_id\":\"v-9\",\"client_order_id\":\"x\",\"ticker\":\"ELSEWHERE\","
                        + "\"remaining_count_fp\":\"1.00\"}],");
        venue.on(ORDERS, 200, both);
        venue.pass(12);
        assertThat(venue.events.since(0, "open "))
                .containsExactly("open 33 4 remaining 7500000 v-33", "open foreign -1 remaining 1000000 v-9");
    }

    @Test
    void shouldNameOurOwnOrderAtOnceAndCancelOneThatRestsAfterItsEnd() {
        sync(true);
        start();
        TestOrders.add(orders, SESSION, 33, 0);
        venue.on(ORDERS, 200, resting("v-33", OrderIds.clientOrderId(SESSION, 33)));
        venue.pass(9.5);
        assertThat(venue.events.since(0, "open ")).containsExactly("open 33 4 remaining 7500000 v-33");
        assertThat(venue.asked(ORDERS)).hasSize(1);

        TestOrders.end(orders, 33);
        venue.pass(10);
        assertThat(cancelled).as("a read may be late").isEmpty();
        venue.pass(2);
        assertThat(cancelled).containsExactly("/portfolio/events/orders/v-33?market_ticker=KXA&exchange_index=2");
    }

    @Test
    void shouldTellWhatWasPaidOnceAndNotWhatWasPaidBeforeTheSession() {
        sync(true);
        venue.on("GET /portfolio/settlements", 200, settlement("KXB-26", "yes", "9.00", "0.00", ""));
        start();
        venue.pass(61);
        assertThat(venue.events.since(0, "settled")).as("before the session").isEmpty();
        venue.on("GET /portfolio/settlements", 200, settlement("KXA", "yes", "3.00", "0.00", ",\"revenue\":300"));
        venue.pass(60);
        assertThat(venue.events.since(0, "settled"))
                .as("fee_cost is what the fills were charged already")
                .containsExactly("settled 4 yes 3000000 no 0 cash 3000000 fee 0");
        venue.pass(120);
        assertThat(venue.events.since(0, "settled")).hasSize(1);
    }

    @Test
    void shouldTellAnAmendedSettlementByItsDifference() {
        sync(true);
        start();
        venue.on("GET /portfolio/settlements", 200, settlement("KXA", "yes", "3.00", "0.00", ""));
        venue.pass(61);
        venue.on("GET /portfolio/settlements", 200, settlement("KXA", "no", "3.00", "0.00", ""));
        venue.pass(60);
        assertThat(venue.events.since(0, "settled"))
                .containsExactly(
                        "settled 4 yes 3000000 no 0 cash 3000000 fee 0", "settled 4 yes 0 no 0 cash -3000000 fee 0");
        assertThat(counters.get(AccountCounter.AMENDED)).isEqualTo(1);
    }

    @Test
    void shouldPayAScalarByTheMarketsOwnValueAndBookTheRoundingAsFee() {
        sync(true);
        start();
        venue.on("GET /markets?", 200, market("finalized", "scalar", ",\"settlement_value_dollars\":\"0.3060\""));
        venue.on("GET /portfolio/settlements", 200, settlement("KXA", "scalar", "100.01", "0.00", ",\"value\":31"));
        venue.pass(61);
        assertThat(venue.events.since(0, "settled"))
                .containsExactly("settled 4 yes 100010000 no 0 cash 30603060 fee 60");
    }

    @Test
    void shouldPayALosingPositionNothingAndNoWhatYesDoesNot() {
        sync(true);
        start();
        venue.on("GET /portfolio/settlements", 200, settlement("KXA", "no", "0.00", "2.50", ""));
        venue.pass(61);
        assertThat(venue.events.since(0, "settled")).containsExactly("settled 4 yes 0 no 2500000 cash 2500000 fee 0");
        venue.on("GET /portfolio/settlements", 200, settlement("KXB-26", "no", "4.00", "0.00", ""));
        venue.pass(61);
        assertThat(venue.events.since(0, "settled 5")).containsExactly("settled 5 yes 4000000 no 0 cash 0 fee 0");
    }

    @Test
    void shouldTellAResultThatNobodyToldAndThatItIsFinal() {
        sync(true);
        start();
        venue.on("GET /markets?", 200, market("determined", "yes", ""));
        venue.pass(61);
        assertThat(venue.events.since(0, "market")).containsExactly("market 4 RESOLVED 1000000 open");
        venue.on("GET /markets?", 200, market("amended", "no", ""));
        venue.pass(60);
        venue.on("GET /markets?", 200, market("finalized", "no", ""));
        venue.pass(60);
        assertThat(venue.events.since(0, "market"))
                .containsExactly("market 4 RESOLVED 1000000 open", "market 4 RESOLVED 0 open", "market 4 RESOLVED 0");
        venue.pass(60);
        assertThat(venue.asked("GET /markets?").get(0)).endsWith("&tickers=KXA,KXB-26");
        assertThat(venue.asked("GET /markets?").get(3))
                .as("no more of what is final")
                .endsWith("&tickers=KXB-26");
    }

    @Test
    void shouldLeaveAnEmptyPositionOfAResolvedMarketToItsSettlement() {
        sync(true);
        start();
        venue.on("GET /markets?", 200, market("determined", "yes", ""));
        venue.on("GET /portfolio/positions", 200, positions("KXB-26", "-1.50"));
        int from = venue.events.size();
        venue.pass(61);
        assertThat(venue.events.since(from, "position")).containsExactly("position 5 0 1500000");
        assertThat(counters.get(AccountCounter.POSITIONS_SETTLING)).isEqualTo(1);
    }

    @Test
    void shouldReadPositionsAgainWhenASettlementCameBetween() {
        sync(true);
        int[] reads = {0};
        venue.on(
                "GET /portfolio/settlements",
                200,
                request -> reads[0]++ == 0
                        ? "{\"settlements\":[]" + NO_MORE
                        : settlement("KXA", "yes", "3.00", "0.00", ""));
        sync.start(ends::add);
        venue.pass(1);
        assertThat(venue.asked("GET /portfolio/positions")).hasSize(2);
        assertThat(ends).containsExactly(true);
        assertThat(venue.events.since(0, "settled")).isEmpty();
        assertThat(venue.events.since(0, "position 4")).hasSize(1);
    }

    @Test
    void shouldReadEveryPageAndGiveUpOnAListWithoutAnEnd() {
        sync(true);
        venue.on(
                "GET /portfolio/positions",
                200,
                request -> request.contains("cursor=b")
                        ? positions("KXB-26", "1.00")
                        : positions("KXA", "2.00").replace("\"cursor\":\"\"", "\"cursor\":\"b\""));
        start();
        assertThat(venue.events.since(0, "position")).containsExactly("position 4 2000000 0", "position 5 1000000 0");
        venue.on(
                "GET /portfolio/positions",
                200,
                positions("KXA", "2.00").replace("\"cursor\":\"\"", "\"cursor\":\"b\""));
        int from = venue.events.size();
        venue.pass(61);
        assertThat(venue.events.since(from, "position"))
                .as("the same page for ever")
                .isEmpty();
        assertThat(counters.get(AccountCounter.FAILURES)).isPositive();
    }

    @Test
    void shouldTellAPositionThatIsNoNumberAsNothingRead() {
        sync(true);
        venue.on("GET /portfolio/positions", 200, positions("KXA", "many"));
        sync.start(ends::add);
        venue.pass(1);
        assertThat(ends).containsExactly(false);
        assertThat(venue.events.since(0, "position")).isEmpty();
    }

    @Test
    void shouldCountTheCashOfTheShardsOurMarketsAreOn() {
        sync(true);
        String balance =
                "{\"balance_dollars\":\"10.0000\",\"balance_breakdown\":[{\"exchange_index\":0,\"balance\":\"6.0000\"},"
                        + "{\"exchange_index\":2,\"balance\":\"4.0000\"}]}";
        venue.on("GET /portfolio/balance", 200, balance);
        markets.shard(0, 2);
        markets.shard(1, 2);
        start();
        sync.refreshCash();
        venue.pass(1);
        assertThat(venue.events.since(0, "balance")).containsExactly("balance 4000000", "balance 4000000");
        markets.shard(1, 3);
        sync.refreshCash();
        venue.pass(1);
        assertThat(venue.events.since(0, "balance"))
                .as("shard 3 is not named")
                .last()
                .isEqualTo("balance 10000000");
    }
}
