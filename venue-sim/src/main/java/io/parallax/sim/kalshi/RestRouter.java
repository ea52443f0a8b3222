package io.parallax.sim.kalshi;

import io.netty.handler.codec.http.HttpHeaders;
import io.parallax.sim.kalshi.limit.Buckets;
import io.parallax.sim.rest.Answer;
import java.util.function.LongSupplier;

/** Finds who answers a REST call; everything about the customer needs a signature, a scope and tokens. */
final class RestRouter {
    private final KalshiAuth auth;
    private final Buckets buckets;
    private final OrderRest orders;
    private final AmendRest amends;
    private final GroupRest groups;
    private final PortfolioRest portfolio;
    private final ShardRest shards;
    private final AccountRest account;
    private final ExchangeRest exchange;
    private final MarketRest markets;
    private final LongSupplier clockNs;

    RestRouter(
            KalshiAuth auth,
            Buckets buckets,
            OrderRest orders,
            AmendRest amends,
            GroupRest groups,
            PortfolioRest portfolio,
            ShardRest shards,
            ExchangeRest exchange,
            MarketRest markets,
            LongSupplier clockNs) {
        this.auth = auth;
        this.buckets = buckets;
        this.orders = orders;
        this.amends = amends;
        this.groups = groups;
        this.portfolio = portfolio;
        this.shards = shards;
        this.account = new AccountRest(auth, buckets);
        this.exchange = exchange;
        this.markets = markets;
        this.clockNs = clockNs;
    }

    Answer route(RestCall call, String signedPath, HttpHeaders headers) {
        boolean open =
                switch (call.path().get(0)) {
                    case "portfolio", "account", "api_keys" -> false;
                    default -> true;
                };
        KalshiError refusal = open ? null : auth.check(call, signedPath, headers, Fixed.millis(clockNs.getAsLong()));
        if (refusal != null) {
            return refusal.answer();
        }
        Costs cost = Costs.of(call);
        boolean passes = cost.write()
                ? buckets.write(cost.shard(), cost.tokens(), clockNs.getAsLong())
                : buckets.read(cost.tokens(), clockNs.getAsLong());
        if (!passes) {
            return KalshiError.ofStatus(429).answer();
        }
        if (open) {
            return open(call);
        }
        return call.path().get(0).equals("portfolio") ? portfolio(call) : account(call);
    }

    private Answer open(RestCall call) {
        if (call.is("GET", "exchange", "status")) {
            return exchange.status();
        } else if (call.is("GET", "exchange", "schedule")) {
            return exchange.schedule();
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
        return KalshiError.NOT_FOUND.answer();
    }

    private Answer account(RestCall call) {
        if (call.is("GET", "account", "limits")) {
            return account.limits();
        } else if (call.is("GET", "account", "endpoint_costs")) {
            return account.costs();
        } else if (call.is("GET", "api_keys")) {
            return account.keys();
        }
        return KalshiError.NOT_FOUND.answer();
    }

    private Answer portfolio(RestCall call) {
        String area = call.path().size() > 1 ? call.path().get(1) : "";
        return switch (area) {
            case "events" -> orders(call);
            case "orders" -> reads(call);
            case "order_groups" -> groups.answer(call);
            default -> funds(call);
        };
    }

    private Answer orders(RestCall call) {
        if (call.is("POST", "portfolio", "events", "orders")) {
            return orders.create(call.body());
        } else if (call.is("DELETE", "portfolio", "events", "orders")) {
            return orders.cancelAll();
        } else if (call.is("POST", "portfolio", "events", "orders", "batched")) {
            return orders.createBatch(call.body());
        } else if (call.is("DELETE", "portfolio", "events", "orders", "batched")) {
            return orders.cancelBatch(call.body());
        } else if (call.is("DELETE", "portfolio", "events", "orders", "*")) {
            return orders.cancel(call.path().get(3), Routing.of(call));
        } else if (call.is("POST", "portfolio", "events", "orders", "*", "amend")) {
            return amends.amend(call.path().get(3), call.body());
        } else if (call.is("POST", "portfolio", "events", "orders", "*", "decrease")) {
            return amends.decrease(call.path().get(3), call.body());
        }
        return KalshiError.NOT_FOUND.answer();
    }

    private Answer reads(RestCall call) {
        if (call.is("GET", "portfolio", "orders")) {
            return orders.list(call);
        } else if (call.is("GET", "portfolio", "orders", "queue_positions")) {
            return orders.queuePositions(call);
        } else if (call.is("GET", "portfolio", "orders", "*", "queue_position")) {
            return orders.queuePosition(call.path().get(2));
        } else if (call.is("GET", "portfolio", "orders", "*")) {
            return orders.get(call.path().get(2));
        } else if (!call.method().equals("GET")) {
            return KalshiError.V1_GONE.answer();
        }
        return KalshiError.NOT_FOUND.answer();
    }

    private Answer funds(RestCall call) {
        if (call.is("GET", "portfolio", "balance")) {
            return portfolio.balance(call);
        } else if (call.is("GET", "portfolio", "fills")) {
            return portfolio.fills(call);
        } else if (call.is("GET", "portfolio", "positions")) {
            return portfolio.positions(call);
        } else if (call.is("GET", "portfolio", "settlements")) {
            return portfolio.settlements(call);
        } else if (call.is("POST", "portfolio", "intra_exchange_instance_transfer")) {
            return shards.transfer(call.body());
        } else if (call.is("GET", "portfolio", "intra_exchange_instance_transfers", "*")) {
            return shards.shown(call.path().get(2));
        } else if (call.is("GET", "portfolio", "target_balance_allocation")) {
            return shards.allocation();
        } else if (call.is("POST", "portfolio", "target_balance_allocation")) {
            return shards.allocate(call.body());
        }
        return KalshiError.NOT_FOUND.answer();
    }
}
