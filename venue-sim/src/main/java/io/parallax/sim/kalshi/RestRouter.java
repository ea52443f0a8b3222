package io.parallax.sim.kalshi;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.function.LongSupplier;

/** Finds who answers a REST call; everything below {@code portfolio} needs a signature. */
final class RestRouter {
    private final KalshiAuth auth;
    private final OrderRest orders;
    private final PortfolioRest portfolio;
    private final MarketRest markets;
    private final LongSupplier clockNs;

    RestRouter(KalshiAuth auth, OrderRest orders, PortfolioRest portfolio, MarketRest markets, LongSupplier clockNs) {
        this.auth = auth;
        this.orders = orders;
        this.portfolio = portfolio;
        this.markets = markets;
        this.clockNs = clockNs;
    }

    Reply route(RestCall call, String signedPath, HttpHeaders headers) {
        String area = call.path().get(0);
        if (!area.equals("portfolio") && !area.equals("account")) {
            return markets(call);
        }
        KalshiError refusal = auth.check(call.method(), signedPath, headers, Fixed.millis(clockNs.getAsLong()));
        return refusal != null ? Reply.of(refusal) : portfolio(call);
    }

    private Reply markets(RestCall call) {
        if (call.is("GET", "exchange", "status")) {
            return markets.status();
        } else if (call.is("GET", "exchange", "user_data_timestamp")) {
            return markets.userDataTimestamp(clockNs.getAsLong());
        } else if (call.is("GET", "markets")) {
            return markets.list(call);
        } else if (call.is("GET", "markets", "trades")) {
            return markets.trades(call);
        } else if (call.is("GET", "markets", "orderbooks")) {
            return markets.orderbooks(call);
        } else if (call.is("GET", "markets", "*")) {
            return markets.market(call.path().get(1));
        } else if (call.is("GET", "markets", "*", "orderbook")) {
            return markets.orderbook(call.path().get(1), call);
        } else if (call.is("GET", "series", "fee_changes")) {
            return markets.feeChanges();
        } else if (call.is("GET", "series", "*")) {
            return markets.series(call.path().get(1));
        } else if (call.is("GET", "events")) {
            return markets.events();
        } else if (call.is("GET", "events", "*")) {
            return markets.event(call.path().get(1));
        }
        return Reply.of(KalshiError.NOT_FOUND);
    }

    private Reply portfolio(RestCall call) {
        if (call.is("POST", "portfolio", "events", "orders")) {
            return orders.create(call.body());
        } else if (call.is("DELETE", "portfolio", "events", "orders", "*")) {
            return orders.cancel(call.path().get(3), call);
        } else if (call.is("DELETE", "portfolio", "events", "orders")) {
            return orders.cancelAll();
        } else if (call.is("GET", "portfolio", "orders")) {
            return orders.list(call);
        } else if (call.is("GET", "portfolio", "orders", "*")) {
            return orders.get(call.path().get(2));
        } else if (call.is("POST", "portfolio", "orders") || call.is("DELETE", "portfolio", "orders", "*")) {
            return Reply.of(KalshiError.V1_GONE);
        } else if (call.is("GET", "portfolio", "balance")) {
            return portfolio.balance();
        } else if (call.is("GET", "portfolio", "fills")) {
            return portfolio.fills(call);
        } else if (call.is("GET", "portfolio", "positions")) {
            return portfolio.positions(call);
        } else if (call.is("GET", "portfolio", "settlements")) {
            return portfolio.settlements();
        } else if (call.is("GET", "account", "limits")) {
            return portfolio.limits();
        }
        return Reply.of(KalshiError.NOT_FOUND);
    }
}
