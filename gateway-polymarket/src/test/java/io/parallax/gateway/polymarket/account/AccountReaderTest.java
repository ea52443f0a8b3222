package io.parallax.gateway.polymarket.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.config.PolymarketSettings;
import io.parallax.config.Secret;
import io.parallax.gateway.http.HttpLine;
import io.parallax.gateway.http.HttpSettings;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.gateway.polymarket.FakeVenue;
import io.parallax.gateway.polymarket.Vectors;
import io.parallax.gateway.polymarket.signing.ExchangeDomain;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.gateway.reference.RestReader;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AccountReaderTest {
    private static final String WALLET = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
    private static final long SECOND = 1_000_000_000L;

    private FakeVenue venue;
    private GatewayLoops loops;
    private AccountConnection connection;
    private AccountReader account;

    @BeforeEach
    void connect() throws InterruptedException {
        venue = new FakeVenue();
        loops = new GatewayLoops("test", 1, false);
        PolymarketSettings settings = new PolymarketSettings(
                venue.http(),
                venue.socket("/ws/market"),
                venue.socket("/ws/user"),
                137,
                0,
                WALLET,
                new Secret("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"),
                new Secret("8f7c2a10-0000-4000-8000-00000000beef"),
                new Secret("V_iLs_vY9lXiVa99muYXbngPjOk_W9WYuLTn9KvQSa8="),
                new Secret("pass"));
        connection = new AccountConnection(settings, loops.next(), EpochClock.system());
        account = connection.reader();
    }

    @AfterEach
    void close() {
        connection.close();
        loops.close();
        venue.close();
    }

    @Test
    void shouldReadCashAndWhatEachContractMayTakeOfIt() {
        venue.answer("GET /balance-allowance/update", 200, "{}");
        venue.answer(
                "GET /balance-allowance?asset_type=COLLATERAL&signature_type=0",
                200,
                "{\"balance\":\"250000000\",\"allowances\":{"
                        + "\"0xe111180000D2663C0091e4f400237545B87B996B\":\"115792089237316195423570985008687907853269984665640564039457584007913129639935\","
                        + "\"0xe2222d279d744050d28e00520010520000310F59\":\"100000000\"}}");
        Allowances cash = account.collateral();
        assertThat(cash.balanceMicros()).isEqualTo(250_000_000);
        assertThat(cash.of(ExchangeDomain.CTF_V2, 137)).isEqualTo(Long.MAX_VALUE);
        assertThat(cash.suffices(ExchangeDomain.CTF_V2, 137)).isTrue();
        assertThat(cash.of(ExchangeDomain.NEG_RISK_V2, 137)).isEqualTo(100_000_000);
        assertThat(cash.suffices(ExchangeDomain.NEG_RISK_V2, 137)).isFalse();
        assertThat(cash.of(ExchangeDomain.EXCHANGE_V3, 137)).as("not told").isEqualTo(-1);
        assertThat(cash.suffices(ExchangeDomain.EXCHANGE_V3, 137)).isFalse();
        assertThat(venue.calls("GET /balance-allowance?").get(0).headers()).containsEntry("POLY_ADDRESS", WALLET);
    }

    @Test
    void shouldReadTheOlderAnswerWithOneAllowance() {
        Allowances old = AccountReader.allowances(Vectors.sample("nt_fixture_http_balance_allowance_collateral.json"));
        assertThat(old.balanceMicros()).isEqualTo(1_000_000_000);
        assertThat(old.of(ExchangeDomain.CTF_V2, 137)).isEqualTo(999_999_999_000_000L);
        assertThatThrownBy(() ->
                        AccountReader.allowances(Vectors.sample("nt_fixture_http_balance_allowance_no_allowance.json")))
                .isInstanceOf(ReferenceException.class)
                .hasMessageContaining("250.500000");
    }

    @Test
    void shouldReadTokensByTheirKindOfId() {
        venue.answer("GET /balance-allowance?asset_type=CONDITIONAL&token_id=12", 200, "{\"balance\":\"3000000\"}");
        venue.answer("GET /balance-allowance?asset_type=CONDITIONAL-V2&token_id=12", 200, "{\"balance\":\"4000000\"}");
        assertThat(account.tokens("12", false).balanceMicros()).isEqualTo(3_000_000);
        assertThat(account.tokens("12", true).balanceMicros()).isEqualTo(4_000_000);
    }

    @Test
    void shouldMeasureTheVenuesClockAsWellAsSecondsLetIt() {
        venue.answer("GET /time", 200, Long.toString(EpochClock.system().epochNanos() / SECOND - 300));
        ClockOffset offset = account.clockOffset();
        assertThat(offset.offsetNs()).isBetween(-302 * SECOND, -298 * SECOND);
        assertThat(offset.isBeyond(297 * SECOND)).isTrue();
        assertThat(offset.isBeyond(303 * SECOND)).isFalse();
        ClockOffset exact = ClockOffset.of(1_000, 1_000 * SECOND, 1_001 * SECOND);
        assertThat(exact).isEqualTo(new ClockOffset(0, SECOND));
        assertThat(exact.isBeyond(0)).isFalse();
        venue.script("GET /time", 200, "\"soon\"");
        assertThatThrownBy(account::clockOffset).hasMessageContaining("epoch seconds");
    }

    @Test
    void shouldReadOrdersAndTradesPageByPage() {
        String page = Vectors.sample("nt_fixture_http_open_orders_page.json").toString();
        venue.answer("GET /data/orders", 200, page.replace("LTE=", "Mg=="));
        venue.answer("GET /data/orders?next_cursor=Mg==", 200, page);
        List<ListedOrder> orders = account.openOrders();
        assertThat(orders).hasSize(4);
        assertThat(orders.get(1).side()).isEqualTo("SELL");
        assertThat(orders.get(1).matchedMicros()).isEqualTo(50_000_000);
        assertThat(orders.get(1).priceMicros()).isEqualTo(400_000);
        String trades = Vectors.sample("nt_fixture_http_trades_page.json").toString();
        venue.answer("GET /data/trades?after=7", 200, trades.replace("\"MINED\"", "\"TRADE_STATUS_MINED\""));
        assertThat(account.trades(7_900_000_000L)).singleElement().satisfies(trade -> {
            assertThat(trade.status()).isEqualTo("MINED");
            assertThat(trade.sizeMicros()).isEqualTo(10_000_000);
        });
        venue.script("GET /data/orders", 200, "{}");
        assertThatThrownBy(account::openOrders).hasMessageContaining("no list");
    }

    @Test
    void shouldReadWhetherTheAccountAndThePlaceMayTrade() {
        venue.answer("GET /auth/ban-status/closed-only", 200, "{\"closed_only\":true}");
        venue.answer("GET /version", 200, "{\"version\":2}");
        venue.answer(
                "GET /api/geoblock", 200, "{\"blocked\":true,\"ip\":\"1.2.3.4\",\"country\":\"US\",\"region\":\"NY\"}");
        assertThat(account.isClosedOnly()).isTrue();
        assertThat(account.orderVersion()).isEqualTo(2);
        try (HttpLine site = new HttpLine(HttpSettings.of("site", venue.http()), loops.next(), EpochClock.system())) {
            site.start();
            RestReader reader = new RestReader(site, (method, path, headers) -> {});
            assertThat(AccountReader.geoblock(reader)).isEqualTo(new Geoblock(true, "1.2.3.4", "US", "NY"));
            venue.script("GET /api/geoblock", 200, "{}");
            assertThatThrownBy(() -> AccountReader.geoblock(reader)).hasMessageContaining("blocked");
        }
        venue.script("GET /auth/ban-status/closed-only", 200, "{}");
        assertThatThrownBy(account::isClosedOnly).hasMessageContaining("closed_only");
        assertThatThrownBy(() -> account.tokens("9", false)).hasMessageContaining("404");
    }

    @Test
    void shouldNameTheAddressesOfTheAccount() {
        assertThat(connection.signerAddress()).isEqualTo(WALLET);
        assertThat(connection.funderAddress()).isEqualTo(WALLET);
    }
}
