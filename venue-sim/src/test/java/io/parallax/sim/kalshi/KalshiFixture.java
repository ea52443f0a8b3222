package io.parallax.sim.kalshi;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.TestCredentials;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.core.Account;
import io.parallax.sim.core.Action;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.HoldingRule;
import io.parallax.sim.core.Order;
import io.parallax.sim.core.OrderRequest;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.core.TickBand;
import io.parallax.sim.core.TimeInForce;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A Kalshi server with two quiet markets. */
final class KalshiFixture implements AutoCloseable {
    static final String A = "KXTEST-26NOV20-A";
    static final String B = "KXTEST-26NOV20-B";
    /** On shard 2, of another event. */
    static final String C = "KXELSE-26NOV20-C";

    final Exchange exchange = new Exchange(HoldingRule.NETTED, 3);
    final Account account = exchange.addAccount("me", Micros.parse("1000"));
    final KalshiServer server;
    final KalshiClient client;
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();

    KalshiFixture() {
        List<KalshiListing> listings = List.of(listing(A), listing(B), listing(C));
        listings.forEach(listing -> exchange.addMarket(listing.spec()));
        server = new KalshiServer(
                exchange,
                account,
                listings,
                TestCredentials.KALSHI_KEY_ID,
                TestCredentials.kalshiPublicKeyPem(),
                SocketRules.QUICK,
                () -> System.currentTimeMillis() * 1_000_000L);
        server.start(loop, 0);
        client = new KalshiClient(server.port());
        bid(A, "0.40", "10");
        ask(A, "0.42", "10");
        ask(A, "0.44", "30");
    }

    private static KalshiListing listing(String ticker) {
        return new KalshiListing(
                ticker,
                ticker.substring(0, ticker.lastIndexOf('-')),
                ticker.substring(0, ticker.indexOf('-')),
                "00000000-0000-4000-8000-00000000000"
                        + ticker.toLowerCase(Locale.ROOT).charAt(ticker.length() - 1),
                "Will " + ticker + "?",
                "yes",
                "rules",
                "",
                "linear_cent",
                List.of(TickBand.whole(10_000)),
                "quadratic",
                "1",
                ticker.equals(C) ? 2 : 0,
                1_900_000_000_000_000_000L,
                false);
    }

    void run(Runnable work) {
        loop.submit(work).syncUninterruptibly();
    }

    /** Rests a house bid. */
    Order bid(String ticker, String price, String qty) {
        return house(ticker, Outcome.YES, Micros.parse(price), qty);
    }

    /** Rests a house ask. */
    Order ask(String ticker, String price, String qty) {
        return house(ticker, Outcome.NO, Micros.ONE - Micros.parse(price), qty);
    }

    private Order house(String ticker, Outcome outcome, long ownPriceMicros, String qty) {
        Order[] order = new Order[1];
        run(() -> order[0] = exchange.submit(
                        OrderRequest.of(
                                ticker,
                                exchange.house(),
                                outcome,
                                Action.BUY,
                                ownPriceMicros,
                                Micros.parse(qty),
                                TimeInForce.GTC),
                        System.currentTimeMillis() * 1_000_000L)
                .order());
        return order[0];
    }

    KalshiMode mode() {
        return new KalshiMode(server, this::run);
    }

    /** A good-till-cancelled order written with single quotes after its client id. */
    KalshiClient.Answer rest(String ticker, String side, String price, String count, String clientId, String more) {
        return client.call("POST", "/portfolio/events/orders", body(ticker, side, price, count, clientId, more));
    }

    static String body(String ticker, String side, String price, String count, String clientId, String more) {
        return ("{'ticker':'" + ticker + "','side':'" + side + "','price':'" + price + "','count':'" + count
                        + "','time_in_force':'good_till_canceled','self_trade_prevention_type':'taker_at_cross',"
                        + "'client_order_id':'" + clientId + "'" + more + "}")
                .replace('\'', '"');
    }

    KalshiClient.Answer order(String side, String price, String count, String timeInForce, String clientId) {
        return client.call(
                "POST",
                "/portfolio/events/orders",
                ("{'ticker':'" + A + "','side':'" + side + "','price':'" + price + "','count':'" + count
                                + "','time_in_force':'" + timeInForce
                                + "','self_trade_prevention_type':'taker_at_cross','client_order_id':'" + clientId
                                + "'}")
                        .replace('\'', '"'));
    }

    @Override
    public void close() {
        server.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
