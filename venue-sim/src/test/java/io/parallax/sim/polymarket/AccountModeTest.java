package io.parallax.sim.polymarket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.sim.polymarket.sign.ExchangeDomain;
import io.parallax.sim.polymarket.sign.SignedOrder;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the venue holds against an account, and where it takes it to be. */
@Timeout(60)
class AccountModeTest {
    private static final String EXCHANGE =
            ExchangeDomain.clobV2(ExchangeDomain.POLYGON, false).verifyingContract();
    private static final String NEG_RISK =
            ExchangeDomain.clobV2(ExchangeDomain.POLYGON, true).verifyingContract();

    private final VenueFixture venue = new VenueFixture().withLadder();
    private final PolymarketMode mode = new PolymarketMode(venue.server, venue::onLoop);

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void shouldTakeNoMoreThanTheContractMayTake() throws Exception {
        mode.approveCollateral(EXCHANGE, 5_000_000);
        assertThat(allowance("COLLATERAL", EXCHANGE)).isEqualTo("5000000");
        assertThat(allowance("COLLATERAL", NEG_RISK)).hasSize(78);
        refuse(
                TestOrder.buy("GTC", "5.88", "12"),
                "not enough balance / allowance: the allowance is not enough -> spender: " + EXCHANGE);
        assertThat(venue.post(TestOrder.buy("GTC", "4.9", "10").body()).statusCode())
                .isEqualTo(400); // with the fee it is more than five dollars
        assertThat(venue.post(TestOrder.buy("GTC", "2.45", "5").body()).statusCode())
                .isEqualTo(200);
        mode.approveCollateral(EXCHANGE, 0);
        refuse(TestOrder.buy("GTC", "2.45", "5"), "allowance: 0");
    }

    @Test
    void shouldSellOnlyTokensThatAreApproved() throws Exception {
        assertThat(venue.post(TestOrder.buy("FOK", "51", "100").body()).statusCode())
                .isEqualTo(200);
        mode.approveTokens(EXCHANGE, false);
        assertThat(allowance("CONDITIONAL&token_id=" + VenueFixture.YES, EXCHANGE))
                .isEqualTo("0");
        refuse(TestOrder.sell("GTC", "10", "6"), "the allowance is not enough");
        mode.approveTokens(EXCHANGE, true);
        assertThat(venue.post(TestOrder.sell("GTC", "10", "6").body()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldBelieveInAnOldBalanceUntilItIsRefreshed() throws Exception {
        mode.freezeBalance();
        venue.onLoop(() -> venue.server
                .accounts()
                .all()
                .forEach(account -> venue.server.accounts().state(account).freeze(1_000_000)));
        refuse(TestOrder.buy("GTC", "4.9", "10"), "balance: 1000000, sum of matched orders: 0");
        assertThat(venue.signed("GET", "/balance-allowance/update?asset_type=COLLATERAL", "")
                        .statusCode())
                .isEqualTo(200);
        mode.stickMatched(999_000_000);
        refuse(TestOrder.buy("GTC", "4.9", "10"), "sum of matched orders: 999000000");
        venue.signed("GET", "/balance-allowance/update?asset_type=COLLATERAL", "");
        assertThat(venue.post(TestOrder.buy("GTC", "4.9", "10").body()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldLetAClosedOnlyAccountSellAndNotBuy() throws Exception {
        assertThat(venue.post(TestOrder.buy("FOK", "51", "100").body()).statusCode())
                .isEqualTo(200);
        assertThat(venue.signed("GET", "/auth/ban-status/closed-only", "").body())
                .isEqualTo("{\"closed_only\":false}");
        mode.closedOnly(true);
        assertThat(venue.signed("GET", "/auth/ban-status/closed-only", "").body())
                .isEqualTo("{\"closed_only\":true}");
        refuse(TestOrder.buy("GTC", "4.9", "10"), "'" + VenueFixture.ADDRESS + "' address in closed only mode");
        assertThat(venue.post(TestOrder.sell("GTC", "10", "6").body()).statusCode())
                .isEqualTo(200);
        mode.banned(true);
        refuse(TestOrder.sell("GTC", "10", "6"), "'" + VenueFixture.ADDRESS + "' address banned");
    }

    @Test
    void shouldRefuseOrdersFromABlockedPlaceWithThePageOfTheEdge() throws Exception {
        assertThat(venue.get("/api/geoblock").body())
                .isEqualTo("{\"blocked\":false,\"ip\":\"192.0.2.1\",\"country\":\"IE\",\"region\":\"L\"}");
        mode.place(Geoblock.from("US"));
        JsonNode place = VenueFixture.JSON.readTree(venue.get("/api/geoblock").body());
        assertThat(place.get("blocked").asBoolean()).isTrue();
        assertThat(place.get("country").asText()).isEqualTo("US");
        HttpResponse<String> refused =
                venue.post(TestOrder.buy("GTC", "4.9", "10").body());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(refused.body()).startsWith("<!DOCTYPE html>");
        assertThat(venue.signed("DELETE", "/cancel-all", "").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRefusePlainAccountsWhereTheVenueDoes() throws Exception {
        mode.refusePlainAccounts(true);
        refuse(TestOrder.buy("GTC", "4.9", "10"), "maker address not allowed, please use the deposit wallet flow");
    }

    @Test
    void shouldShowWhatSomebodyElseDidWithTheAccount() throws Exception {
        VenueFixture.SocketClient user = venue.userSocket();
        String id = mode.foreignOrder(VenueFixture.YES, true, 480_000, 10_000_000);
        JsonNode told = user.nextJson();
        assertThat(told.get("id").asText()).isEqualTo(id);
        assertThat(told.get("owner").asText()).isNotEqualTo(VenueFixture.API_KEY);
        assertThat(venue.signed("GET", "/data/orders", "").body()).contains(id);
        mode.foreignOrder(VenueFixture.YES, true, 510_000, 10_000_000);
        JsonNode trade = user.nextJson();
        while (!trade.get("event_type").asText().equals("trade")) {
            trade = user.nextJson();
        }
        assertThat(trade.get("trader_side").asText()).isEqualTo("TAKER");
        long before = Long.parseLong(balance());
        mode.deposit(-7_000_000);
        assertThat(Long.parseLong(balance())).isEqualTo(before - 7_000_000);
    }

    @Test
    void shouldSellWhatIsSettledOnlyWhereThatIsAskedFor() throws Exception {
        mode.sellOnlySettled(true);
        mode.settleNext(new Settlement(50, 300, false));
        assertThat(venue.post(TestOrder.buy("FOK", "51", "100").body()).statusCode())
                .isEqualTo(200);
        refuse(TestOrder.sell("GTC", "10", "6"), "not enough balance / allowance: the balance is not enough");
        while (!venue.signed("GET", "/data/trades", "").body().contains("TRADE_STATUS_CONFIRMED")) {
            Thread.sleep(20);
        }
        assertThat(venue.post(TestOrder.sell("GTC", "10", "6").body()).statusCode())
                .isEqualTo(200);
    }

    private String balance() throws Exception {
        return VenueFixture.JSON
                .readTree(venue.signed("GET", "/balance-allowance?asset_type=COLLATERAL", "")
                        .body())
                .get("balance")
                .asText();
    }

    @Test
    void shouldBackOnlyOrdersOfTheKindItsWalletIs() throws Exception {
        String safe = "0x00000000000000000000000000000000000a11e7";
        try (VenueFixture other = new VenueFixture(
                VenueFixture.market(10_000, false, 0), safe, SignedOrder.SAFE, PolymarketTiming.QUICK)) {
            assertThat(other.post(TestOrder.buy("GTC", "4.9", "10")
                                    .wallet(safe, SignedOrder.SAFE)
                                    .body())
                            .statusCode())
                    .isEqualTo(200);
            for (TestOrder wrong : new TestOrder[] {
                TestOrder.buy("GTC", "4.9", "10").wallet(safe, 1), // a proxy it is not
                TestOrder.buy("GTC", "4.9", "10"), // not its own money
                TestOrder.buy("GTC", "4.9", "10").wallet("0x00000000000000000000000000000000000b0b00", 2)
            }) {
                HttpResponse<String> refused = other.post(wrong.body());
                assertThat(refused.statusCode()).isEqualTo(400);
                assertThat(refused.body()).contains("maker address not allowed");
            }
            String path = "/balance-allowance?asset_type=COLLATERAL&signature_type=";
            assertThat(other.signed("GET", path + "2", "").body()).contains("\"balance\":\"1000000000\"");
            assertThat(other.signed("GET", path + "1", "").body()).contains("\"balance\":\"0\"");
        }
    }

    @Test
    void shouldKnowItsOwnTimeOnly() throws Exception {
        mode.clockAhead(45_000);
        assertThat(venue.get("/time").body()).isEqualTo(Long.toString(venue.nowNs.get() / 1_000_000_000L + 45));
        assertThat(venue.signed("GET", "/data/orders", "").statusCode()).isEqualTo(401);
        mode.clockAhead(-20_000);
        assertThat(venue.signed("GET", "/data/orders", "").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldForgetARevokedKeyAndRestrictAnother() throws Exception {
        mode.restrict(VenueFixture.API_KEY, true);
        assertThat(venue.signed("GET", "/data/orders", "").statusCode()).isEqualTo(200);
        assertThat(venue.post(TestOrder.buy("GTC", "4.9", "10").body()).statusCode())
                .isEqualTo(401);
        mode.restrict(VenueFixture.API_KEY, false);
        mode.revoke(VenueFixture.API_KEY);
        assertThat(venue.signed("GET", "/data/orders", "").statusCode()).isEqualTo(401);
    }

    private String allowance(String asset, String contract) throws Exception {
        return VenueFixture.JSON
                .readTree(venue.signed("GET", "/balance-allowance?asset_type=" + asset, "")
                        .body())
                .at("/allowances/" + contract)
                .asText();
    }

    private void refuse(TestOrder order, String text) throws Exception {
        HttpResponse<String> response = venue.post(order.body());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(VenueFixture.JSON.readTree(response.body()).get("error").asText())
                .contains(text);
    }
}
