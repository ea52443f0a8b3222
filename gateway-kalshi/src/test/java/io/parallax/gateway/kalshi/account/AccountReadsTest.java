package io.parallax.gateway.kalshi.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.gateway.kalshi.ScriptedVenue;
import io.parallax.gateway.reference.ReferenceException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The account as a doctor reads it: every row, or a word about why not. */
class AccountReadsTest {
    private final ScriptedVenue venue = new ScriptedVenue();
    private AccountReads reads;

    @BeforeEach
    void open() {
        reads = new AccountReads(ScriptedVenue.settings(), venue.loop, venue.clock);
    }

    @Test
    void shouldReadCashByShard() {
        venue.on(
                "GET /portfolio/balance",
                200,
                "{\"balance_dollars\":\"10.0001\",\"balance_breakdown\":["
                        + "{\"exchange_index\":0,\"balance\":\"6.0001\"},{\"exchange_index\":2,\"balance\":\"4.0000\"}]}");
        assertThat(reads.cash().totalMicros()).isEqualTo(10_000_100);
        assertThat(reads.cash().byShard()).containsEntry(0, 6_000_100L).containsEntry(2, 4_000_000L);
        venue.on("GET /portfolio/balance", 200, "{\"balance\":1234}");
        assertThat(reads.cash().totalMicros()).as("whole cents").isEqualTo(12_340_000);
    }

    @Test
    void shouldReadPositionsOfEveryPageAndMarket() {
        venue.on(
                "GET /portfolio/positions",
                200,
                request -> request.contains("cursor=n")
                        ? "{\"market_positions\":[{\"ticker\":\"KXB\",\"position_fp\":\"-2.50\"}],\"cursor\":\"\"}"
                        : "{\"market_positions\":[{\"ticker\":\"KXA\",\"position_fp\":\"1.00\"},{\"ticker\":\"KXC\","
                                + "\"position_fp\":\"0.00\"}],\"cursor\":\"n\"}");
        assertThat(reads.positionsMicros())
                .hasSize(2)
                .containsEntry("KXA", 1_000_000L)
                .containsEntry("KXB", -2_500_000L);
    }

    @Test
    void shouldReadOrdersFillsAndSettlements() {
        venue.on(
                "GET /portfolio/orders?status=resting",
                200,
                "{\"orders\":[{\"order_id\":\"v\",\"client_order_id\":\"c\","
                        + "\"ticker\":\"KXA\",\"book_side\":\"ask\",\"yes_price_dollars\":\"0.4200\",\"remaining_count_fp\":\"3.00\","
                        + "\"exchange_index\":2}],\"cursor\":\"\"}");
        assertThat(reads.openOrders())
                .containsExactly(new AccountReads.OpenOrder("v", "c", "KXA", false, 420_000, 3_000_000, 2));
        venue.on(
                "GET /portfolio/fills?limit=200&min_ts=7",
                200,
                "{\"fills\":[{\"fill_id\":\"t\",\"order_id\":\"v\","
                        + "\"ticker\":\"KXA\",\"book_side\":\"bid\",\"yes_price_dollars\":\"0.5\",\"count_fp\":\"2.00\","
                        + "\"fee_cost\":\"0.0350\",\"ts\":9}],\"cursor\":\"\"}");
        assertThat(reads.fills(7))
                .containsExactly(new AccountReads.Filled("t", "v", "KXA", true, 500_000, 2_000_000, 35_000, 9));
        venue.on(
                "GET /portfolio/settlements",
                200,
                "{\"settlements\":[{\"ticker\":\"KXA\",\"market_result\":\"scalar\","
                        + "\"yes_count_fp\":\"1.00\",\"no_count_fp\":\"0.00\",\"value\":31}],\"cursor\":\"\"}");
        assertThat(reads.settlements(7)).containsExactly(new AccountReads.Settlement("KXA", 1_000_000, 0, 310_000));
    }

    @Test
    void shouldReadStatusAndLimitsAndSayWhatIsNotThere() {
        venue.on("GET /exchange/status", 200, "{\"exchange_active\":true,\"trading_active\":false}")
                .on(
                        "GET /account/limits",
                        200,
                        "{\"usage_tier\":\"basic\",\"read\":{\"refill_rate\":200,"
                                + "\"bucket_capacity\":400},\"write\":{\"refill_rate\":100,\"bucket_capacity\":100}}");
        assertThat(reads.status().isExchangeActive(3)).isTrue();
        assertThat(reads.status().isTradingActive(3)).isFalse();
        assertThat(reads.limits()).isEqualTo(new AccountReads.Limits("basic", 200, 400, 100, 100));
        assertThatThrownBy(reads::schedule)
                .isInstanceOf(ReferenceException.class)
                .hasMessageContaining("404");
        venue.on("GET /exchange/status", 200, "{}");
        assertThatThrownBy(reads::status).hasMessageContaining("exchange_active");
        venue.on("GET /portfolio/positions", 200, "{\"market_positions\":[],\"cursor\":\"x\"}");
        assertThatThrownBy(reads::positionsMicros).hasMessageContaining("no end");
    }
}
