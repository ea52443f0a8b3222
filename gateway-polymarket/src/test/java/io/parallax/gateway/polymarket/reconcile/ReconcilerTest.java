package io.parallax.gateway.polymarket.reconcile;

import static io.parallax.gateway.polymarket.reconcile.ReconcileRig.CASH;
import static io.parallax.gateway.polymarket.reconcile.ReconcileRig.LIST;
import static io.parallax.gateway.polymarket.reconcile.ReconcileRig.YES;
import static io.parallax.gateway.polymarket.reconcile.ReconcileRig.page;
import static io.parallax.gateway.polymarket.reconcile.ReconcileRig.row;
import static io.parallax.gateway.polymarket.reconcile.ReconcileRig.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.gateway.polymarket.order.OrderCounter;
import io.parallax.gateway.polymarket.order.OrderTable;
import io.parallax.gateway.polymarket.order.OrderTables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReconcilerTest {
    private static final String STRANGER = "0x" + "11".repeat(32);
    private static final String[] WHOLE = {"ReconcileBegin", "Position 5 5 0", "Balance 7", "ReconcileEnd YES"};
    private static final long MINUTE_NS = 60_000_000_000L;

    private final ReconcileRig rig = new ReconcileRig(true);
    private final List<Boolean> ended = new ArrayList<>();

    @Test
    void shouldCancelEverythingAndBeginWithAnEmptyList() {
        rig.calls
                .now(LIST, 200, page(row(STRANGER, "5", "0")))
                .answer(LIST, 200, page(row(STRANGER, "5", "0")))
                .answer(LIST, 200, page());
        rig.reconciler.begin(ended::add);
        assertThat(rig.calls.made("DELETE")).containsExactly("DELETE /cancel-all");
        rig.time.pass(900);
        assertThat(rig.recorder.lines()).isEmpty();
        rig.time.pass(200);
        assertThat(rig.recorder.lines()).containsExactly(WHOLE);
        assertThat(ended).containsExactly(true);
        assertThat(rig.tradesSince).hasSize(1);
    }

    @Test
    void shouldAskAgainToCancelAndGiveUpOnAnOrderThatStays() {
        rig.calls.now(LIST, 200, page(row(STRANGER, "5", "0")));
        rig.reconciler.begin(ended::add);
        rig.time.passSeconds(11);
        assertThat(ended).containsExactly(false);
        assertThat(rig.calls.made("DELETE /cancel-all")).hasSize(5);
        assertThat(rig.recorder.lines()).contains("ReconcileEnd NO").doesNotContain("ReconcileEnd YES");
    }

    @Test
    void shouldCancelNothingWhereNothingMayBeSent() {
        ReconcileRig reader = new ReconcileRig(false);
        reader.calls.now(LIST, 200, page(row(STRANGER, "5", "0")));
        reader.reconciler.begin(ended::add);
        reader.time.pass(10);
        assertThat(ended).containsExactly(false);
        reader.calls.now(LIST, 200, page());
        reader.reconciler.begin(ended::add);
        reader.time.pass(10);
        assertThat(ended).containsExactly(false, true);
        assertThat(reader.calls.made("DELETE")).isEmpty();
    }

    @Test
    void shouldNotBeWholeWithoutCashTokensTradesOrOrders() {
        for (String part : new String[] {CASH, token(YES), LIST}) {
            ReconcileRig broken = new ReconcileRig(true);
            broken.calls.now(part, 503, "{}");
            broken.reconciler.begin(ended::add);
            broken.time.passSeconds(2);
            assertThat(ended).as(part).containsExactly(false);
            assertThat(broken.calls.made(part)).as("asked twice again").hasSize(3);
            assertThat(broken.recorder.lines()).endsWith("ReconcileEnd NO");
            ended.clear();
        }
        rig.tradesWhole = false;
        rig.reconciler.begin(ended::add);
        rig.time.pass(10);
        assertThat(ended).containsExactly(false);
        rig.tradesWhole = true;
        rig.calls.now(LIST, 200, "{\"error\":\"odd\"}");
        rig.reconciler.begin(ended::add);
        rig.time.pass(10);
        assertThat(ended).as("an object without a list is no empty list").containsExactly(false, false);
    }

    @Test
    void shouldReadOrdersAndFillsEveryTenSecondsAndEverythingEverySixty() {
        rig.begun();
        OrderTable.Entry order = rig.resting(1, MINUTE_NS);
        rig.calls.now(LIST, 200, page(row(order.hashText(), "10", "2.5")));
        rig.time.pass(9_900);
        assertThat(rig.recorder.lines()).isEmpty();
        rig.time.pass(200);
        assertThat(rig.recorder.lines()).containsExactly("OpenOrderSeen 1 5 7.5 " + order.hashText());
        rig.time.passSeconds(40);
        assertThat(rig.recorder.lines()).hasSize(5);
        assertThat(rig.recorder.lines("Reconcile")).isEmpty();
        rig.recorder.clear();
        rig.time.passSeconds(10);
        assertThat(rig.recorder.lines())
                .containsExactly(
                        "ReconcileBegin",
                        "OpenOrderSeen 1 5 7.5 " + order.hashText(),
                        "Position 5 5 0",
                        "Balance 7",
                        "ReconcileEnd YES");
        assertThat(rig.tradesSince).hasSize(7);
        assertThat(rig.asked).isEmpty();
        rig.reconciler.close();
        rig.recorder.clear();
        rig.time.passSeconds(70);
        assertThat(rig.recorder.lines()).isEmpty();
    }

    @Test
    void shouldReadFillsSinceAMinuteBeforeTheLastWholeReading() {
        rig.begun();
        rig.tradesWhole = false;
        rig.time.passSeconds(30);
        rig.tradesWhole = true;
        rig.time.passSeconds(20);
        List<Long> since = rig.tradesSince;
        assertThat(since).hasSize(6);
        assertThat(since.get(3)).as("a reading that failed moves nothing").isEqualTo(since.get(1));
        assertThat(since.get(4)).isEqualTo(since.get(1));
        assertThat(since.get(5) - since.get(4)).isBetween(39_000_000_000L, 41_000_000_000L);
    }

    @Test
    void shouldCallAnOrderForeignOnlyAfterASecondList() {
        rig.begun();
        rig.calls.now(LIST, 200, page(row(STRANGER, "5", "1"))).answer(LIST, 200, page());
        rig.time.passSeconds(13);
        assertThat(rig.recorder.lines()).as("gone two seconds later").isEmpty();
        assertThat(rig.calls.made(LIST)).hasSize(2);
        String later = "0x" + "22".repeat(32);
        rig.calls
                .now(LIST, 200, page(row(STRANGER, "5", "1")))
                .answer(LIST, 200, page(row(later, "5", "1")))
                .answer(LIST, 200, page());
        rig.time.passSeconds(10);
        assertThat(rig.recorder.lines()).as("each seen once").isEmpty();

        rig.calls.now(LIST, 200, page(row(STRANGER, "5", "1")));
        rig.time.pass(8_900);
        assertThat(rig.recorder.lines()).isEmpty();
        rig.time.pass(200);
        assertThat(rig.recorder.lines()).containsExactly("OpenOrderSeen foreign 5 4 " + STRANGER);
        rig.time.passSeconds(30);
        assertThat(rig.recorder.lines("OpenOrderSeen")).as("told once").hasSize(1);
        assertThat(rig.calls.made("DELETE")).as("not ours to cancel").isEmpty();
        assertThat(rig.counters.get(ReconcileCounter.FOREIGN_ORDERS)).isEqualTo(1);
    }

    @Test
    void shouldCancelAnOrderAgainThatHasEndedAndIsListedTwice() {
        rig.begun();
        OrderTable.Entry order = rig.resting(2, MINUTE_NS);
        order.end();
        rig.calls.now(LIST, 200, page(row(order.hashText(), "10", "0")));
        rig.time.pass(11_900);
        assertThat(rig.calls.made("DELETE")).isEmpty();
        rig.time.pass(200);
        assertThat(rig.calls.made("DELETE"))
                .containsExactly("DELETE /order {\"orderID\":\"" + order.hashText() + "\"}");
        assertThat(rig.recorder.lines()).containsExactly("OpenOrderSeen 2 5 10 " + order.hashText());
        assertThat(rig.orderCounters.get(OrderCounter.CANCELS)).isEqualTo(2);
    }

    @Test
    void shouldAskAboutARestingOrderThatTheListLacks() {
        rig.begun();
        rig.resting(3, 0);
        OrderTables.immediate(rig.orders, 5, rig.time.epochNanos());
        rig.time.passSeconds(6);
        rig.resting(4, 0); // sent four seconds before the list is asked for the first time
        rig.time.pass(4_100);
        assertThat(rig.asked).containsExactly(3L);
        rig.time.passSeconds(10);
        assertThat(rig.asked).containsExactly(3L, 3L, 4L);
    }

    @Test
    void shouldReadEverythingSoonAfterABreakEvenWhileAPassIsUnderWay() {
        rig.begun();
        rig.reconciler.soon();
        rig.time.pass(10);
        assertThat(rig.recorder.lines()).containsExactly(WHOLE);
        rig.recorder.clear();
        rig.calls.now(CASH, 503, "").answer(CASH, 200, "{\"balance\":\"7000000\"}");
        rig.reconciler.soon();
        rig.time.pass(10);
        assertThat(rig.recorder.lines("ReconcileEnd")).isEmpty();
        rig.reconciler.soon();
        rig.time.passSeconds(1);
        assertThat(rig.recorder.lines("ReconcileEnd YES")).hasSize(2);
    }

    @Test
    void shouldAskNothingWhileTheEdgeBlocks() {
        rig.begun();
        rig.blocked = true;
        rig.time.passSeconds(70);
        assertThat(rig.calls.made("")).isEmpty();
        assertThat(rig.counters.get(ReconcileCounter.SKIPPED)).isEqualTo(7);
        rig.blocked = false;
        rig.time.passSeconds(10);
        assertThat(rig.calls.made(LIST)).hasSize(1);
    }

    @Test
    void shouldReadOrderListsPageByPage() {
        rig.begun();
        OrderTable.Entry order = rig.resting(1, MINUTE_NS);
        rig.calls
                .now(LIST, 200, page(row(order.hashText(), "10", "")).replace("LTE=", "Mg=="))
                .answer(LIST + "?next_cursor=Mg==", 200, "[" + row(STRANGER, "1", "0") + "]");
        rig.time.passSeconds(13);
        assertThat(rig.recorder.lines())
                .containsExactly("OpenOrderSeen 1 5 10 " + order.hashText(), "OpenOrderSeen foreign 5 1 " + STRANGER);
    }

    @Test
    void shouldTellTheCashThatTheEngineAsksForAndRenewItOnceASecond() {
        rig.cash.refresh();
        rig.cash.refresh();
        rig.time.pass(10);
        assertThat(rig.recorder.lines()).containsExactly("Balance 7", "Balance 7");
        assertThat(rig.calls.made(ReconcileRig.RENEW)).hasSize(1);
        rig.time.passSeconds(1);
        rig.calls.now(ReconcileRig.RENEW, 400, "{}");
        rig.cash.refresh();
        assertThat(rig.recorder.lines()).hasSize(3);
        assertThat(rig.calls.made(ReconcileRig.RENEW)).hasSize(2);
    }
}
