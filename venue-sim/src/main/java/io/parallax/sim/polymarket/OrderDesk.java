package io.parallax.sim.polymarket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.core.Action;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.CancelReason;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.Fill;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.Order;
import io.parallax.sim.core.OrderRequest;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.core.Placement;
import io.parallax.sim.core.Reject;
import io.parallax.sim.core.SelfTrade;
import io.parallax.sim.core.TimeInForce;
import io.parallax.sim.polymarket.account.AccountState;
import io.parallax.sim.polymarket.call.Refusal;
import io.parallax.sim.polymarket.sign.SignedOrder;
import io.parallax.sim.rest.Answer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Takes orders: checks them the way the venue does, passes them to the exchange and words the answer. */
final class OrderDesk {
    static final String FOK_KILLED = "order couldn't be fully filled. FOK orders are fully filled or killed.";
    static final String FAK_KILLED = "no orders found to match with FAK order. "
            + "FAK orders are partially filled or killed if no match is found.";

    /** Amounts beyond this are nobody's, and the exchange could not multiply them. */
    private static final long LARGEST_MICROS = 9_000_000_000_000L;

    static final String DELAYED = "order match delayed due to market conditions";

    private static final String NOT_ENOUGH = "not enough balance / allowance: ";
    private static final long NS_PER_MS = 1_000_000L;
    private static final long MS_PER_SECOND = 1_000L;
    private static final long EARLY_END_MS = 60_000;

    private final Exchange exchange;
    private final Listings listings;
    private final OrderSigner signer;
    private final OrderLedger ledger;
    private final UserChannel users;
    private final Conditions conditions;
    private final Delay delay;
    private final LongSupplier nowNs;
    private long foreignCount;
    private final List<PlacedOrder> dated = new ArrayList<>();

    OrderDesk(
            Exchange exchange,
            Listings listings,
            OrderSigner signer,
            OrderLedger ledger,
            UserChannel users,
            Conditions conditions,
            Delay delay,
            LongSupplier nowNs) {
        this.exchange = exchange;
        this.listings = listings;
        this.signer = signer;
        this.ledger = ledger;
        this.users = users;
        this.conditions = conditions;
        this.delay = delay;
        this.nowNs = nowNs;
    }

    /**
     * Takes one order. The answer comes at once, or after the market's taker delay when the order would match.
     *
     * @throws Refusal when a check that needs no matching fails
     */
    void place(Caller caller, OrderEnvelope envelope, Answer.Reply reply) {
        PlacedOrder order = checked(caller, envelope);
        if (order.market().delayMs() > 0 && isMarketable(order)) {
            reply.send(Answer.ok(postpone(order)));
            return;
        }
        long delayMs = order.market().info().takerDelayMs();
        if (delayMs == 0 || !isMarketable(order)) {
            reply.send(Answer.ok(execute(order)));
            return;
        }
        delay.after(delayMs, () -> {
            try {
                reply.send(Answer.ok(execute(order)));
            } catch (Refusal refusal) {
                reply.send(refusal.answer());
            }
        });
    }

    /** Takes one order of a batch, without delay. @return the order response, a refusal worded in it */
    ObjectNode placeInBatch(Caller caller, JsonNode body) {
        try {
            PlacedOrder order = checked(caller, OrderEnvelope.parse(body));
            return order.market().delayMs() > 0 && isMarketable(order) ? postpone(order) : execute(order);
        } catch (Refusal refusal) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.put("success", false)
                    .put("errorMsg", refusal.getMessage())
                    .put("orderID", "")
                    .put("status", "");
            answer.put("makingAmount", "").put("takingAmount", "");
            answer.putArray("transactionsHashes");
            answer.putArray("tradeIDs");
            return answer;
        }
    }

    /**
     * An order of a trader that came by another way than this API, signed with nothing we see.
     *
     * @return its id
     * @throws IllegalArgumentException when it is refused
     */
    String foreign(PolymarketAccount account, String tokenId, boolean buy, long priceMicros, long qtyMicros) {
        ListedMarket market = listings.token(tokenId);
        PlacedOrder order = new PlacedOrder(
                TransactionHash.of("foreign order " + ++foreignCount),
                OrderEnvelope.foreign(account, tokenId, buy, priceMicros, qtyMicros, foreignCount),
                account,
                market,
                priceMicros,
                nowNs.getAsLong() / NS_PER_MS);
        try {
            execute(order);
        } catch (Refusal refusal) {
            throw new IllegalArgumentException("the simulated venue refuses the order: " + refusal.getMessage());
        }
        return order.id();
    }

    /** Accepts an order that would match, to be looked at again after the market's delay. Nobody can cancel it meanwhile. */
    private ObjectNode postpone(PlacedOrder order) {
        order.delayed(true);
        ledger.add(order);
        users.postponed(order);
        delay.after(order.market().delayMs(), () -> {
            order.delayed(false);
            ledger.remove(order);
            try {
                execute(order);
            } catch (Refusal refusal) {
                if (ledger.order(order.id()) == null) {
                    ledger.add(order);
                    users.killed(order, refusal.getMessage());
                }
            }
        });
        return answer(order, "delayed", "", "");
    }

    private PlacedOrder checked(Caller caller, OrderEnvelope envelope) {
        PolymarketAccount account = caller.account();
        caller.checkPlaces(envelope.order().buy());
        String tokenId = envelope.order().tokenId().toString();
        ListedMarket market = listings.token(tokenId);
        if (market == null) {
            throw Refusal.badRequest("Invalid token id");
        }
        signer.check(envelope.order(), market.info(), account);
        if (conditions.plainAccountsRefused() && envelope.order().signatureType() == SignedOrder.EOA) {
            throw Refusal.badRequest(OrderSigner.WRONG_MAKER);
        }
        if (!envelope.owner().equals(caller.key().id())) {
            throw Refusal.badRequest("the order owner has to be the owner of the API KEY");
        }
        String id = signer.orderId(envelope.order(), market.info());
        long priceMicros = PlacementRules.checkedPriceMicros(
                id, envelope, market.tickMicros(), market.info().minOrderSizeMicros());
        PlacedOrder order = new PlacedOrder(id, envelope, account, market, priceMicros, nowNs.getAsLong() / NS_PER_MS);
        if (isMarketable(order)) {
            PlacementRules.checkMarketableBuy(envelope);
        }
        checkNew(id);
        PlacementRules.checkExpiration(envelope, order.createdMs() / MS_PER_SECOND);
        if (envelope.postOnly() && envelope.type().market()) {
            throw Refusal.badRequest("invalid post-only order: only GTC and GTD orders can be post-only");
        }
        checkFunds(order, caller.state());
        return order;
    }

    /** What the exchange contract may take, and what the engine's cache believes is there to take. */
    private void checkFunds(PlacedOrder order, AccountState state) {
        boolean buy = order.envelope().order().buy();
        long amountMicros = amountMicros(order);
        String contract = signer.contract(order.market().info());
        BigInteger allowance = buy ? state.collateralAllowance(contract) : state.tokenAllowance(contract);
        if (allowance.compareTo(BigInteger.valueOf(amountMicros)) < 0) {
            throw Refusal.badRequest(NOT_ENOUGH + "the allowance is not enough -> spender: " + contract
                    + ", allowance: " + allowance + ", order amount (inc. fees): " + amountMicros);
        }
        if (!buy && conditions.sellOnlySettled() && settledMicros(order) < amountMicros) {
            throw Refusal.badRequest(notEnough(order));
        }
        if (!buy || !state.lags()) {
            return;
        }
        long heldMicros = order.account().funds().cashMicros()
                - exchange.availableMicros(order.account().funds());
        if (FundsView.cashMicros(order.account(), state) - heldMicros - state.stuckMicros() < amountMicros) {
            throw Refusal.badRequest(notEnough(order));
        }
    }

    /** Tokens to sell whose coming is confirmed. */
    private long settledMicros(PlacedOrder order) {
        long unsettledMicros = ledger.trades(trade -> !trade.isOver()).stream()
                .flatMap(trade -> trade.matches().stream())
                .flatMap(match -> Stream.of(match.taker(), match.maker()))
                .filter(fill -> fill.order().account() == order.account().funds()
                        && fill.order().request().action() == Action.BUY
                        && fill.order().market() == order.market().book()
                        && fill.order().request().outcome() == order.market().leg(order.tokenId()))
                .mapToLong(Fill::qtyMicros)
                .sum();
        return FundsView.tokensMicros(order.account(), order.market(), order.tokenId()) - unsettledMicros;
    }

    private void checkNew(String id) {
        if (ledger.order(id) != null) {
            throw Refusal.badRequest("order " + id + " is invalid. Duplicated.");
        }
    }

    private static boolean isMarketable(PlacedOrder order) {
        Outcome leg = order.market().leg(order.tokenId());
        Action action = order.envelope().order().buy() ? Action.BUY : Action.SELL;
        BookSide side = BookSide.of(leg, action);
        long best = order.market().book().bestMicros(side.opposite());
        long limit = leg == Outcome.YES ? order.priceMicros() : 1_000_000L - order.priceMicros();
        boolean crosses = best != Market.NO_PRICE && (side == BookSide.BID ? best <= limit : best >= limit);
        return order.envelope().type().market() || crosses;
    }

    private ObjectNode execute(PlacedOrder order) {
        checkNew(order.id());
        if (order.envelope().makerMicros() > LARGEST_MICROS || order.envelope().takerMicros() > LARGEST_MICROS) {
            throw Refusal.badRequest(notEnough(order));
        }
        ledger.add(order);
        Placement placement = exchange.submit(request(order), nowNs.getAsLong());
        if (!placement.isAccepted()) {
            throw refused(order, placement.reject());
        }
        Order accepted = placement.order();
        order.accepted(accepted);
        if (accepted.filledMicros() == 0 && order.envelope().type() == OrderEnvelope.Type.FAK) {
            users.killed(order, FAK_KILLED);
            throw Refusal.badRequest(FAK_KILLED);
        }
        if (order.envelope().type() == OrderEnvelope.Type.GTD && accepted.isResting()) {
            dated.add(order);
        }
        return answer(order, accepted);
    }

    private OrderRequest request(PlacedOrder order) {
        OrderEnvelope envelope = order.envelope();
        boolean spends = envelope.type().market() && envelope.order().buy();
        return new OrderRequest(
                order.market().info().conditionId(),
                order.account().funds(),
                order.id(),
                null,
                order.market().leg(order.tokenId()),
                envelope.order().buy() ? Action.BUY : Action.SELL,
                order.priceMicros(),
                envelope.sharesMicros(),
                spends ? envelope.makerMicros() : 0,
                switch (envelope.type()) {
                    case GTC, GTD -> TimeInForce.GTC;
                    case FOK -> TimeInForce.FOK;
                    case FAK -> TimeInForce.IOC;
                },
                envelope.postOnly(),
                SelfTrade.ALLOW);
    }

    private Refusal refused(PlacedOrder order, Reject reject) {
        if (reject == Reject.FOK_KILLED) {
            users.killed(order, FOK_KILLED);
            return Refusal.badRequest(FOK_KILLED);
        }
        ledger.remove(order);
        String invalid = "order " + order.id() + " is invalid. ";
        return switch (reject) {
            case MARKET_CLOSED -> Refusal.notFound("market not found");
            case TRADING_PAUSED -> Refusal.badRequest("the market is not yet ready to process new orders");
            case PRICE_OFF_GRID ->
                Refusal.badRequest(invalid + "Price (" + Decimals.text(order.priceMicros())
                        + ") breaks minimum tick size rule: "
                        + Decimals.text(order.market().tickMicros()));
            case SIZE_INVALID, SIZE_BELOW_MINIMUM ->
                Refusal.badRequest(invalid + "Size ("
                        + Decimals.text(order.envelope().sharesMicros()) + ") lower than the minimum: "
                        + Decimals.text(order.market().info().minOrderSizeMicros()));
            case INSUFFICIENT_CASH, INSUFFICIENT_HOLDINGS -> Refusal.badRequest(notEnough(order));
            case POST_ONLY_CROSS -> Refusal.badRequest("invalid post-only order: order crosses book");
            case DUPLICATE_ID -> Refusal.badRequest(invalid + "Duplicated.");
            default -> throw new IllegalStateException("no answer is known for " + reject);
        };
    }

    private String notEnough(PlacedOrder order) {
        boolean buy = order.envelope().order().buy();
        long balanceMicros = buy
                ? FundsView.cashMicros(order.account(), users.state(order.account()))
                : FundsView.tokensMicros(order.account(), order.market(), order.tokenId());
        return NOT_ENOUGH + "the balance is not enough -> balance: " + balanceMicros + ", sum of matched orders: "
                + (buy ? users.state(order.account()).stuckMicros() : 0) + ", order amount (inc. fees): "
                + amountMicros(order);
    }

    private static long amountMicros(PlacedOrder order) {
        OrderEnvelope envelope = order.envelope();
        if (!envelope.order().buy()
                || envelope.makerMicros() > LARGEST_MICROS
                || envelope.takerMicros() > LARGEST_MICROS) {
            return envelope.makerMicros();
        }
        return envelope.makerMicros()
                + order.market().book().spec().fees().reserveMicros(order.priceMicros(), envelope.sharesMicros());
    }

    /** Ends the good-till-date orders whose time has come: a minute before the stated one. */
    void endDue() {
        long endingMs = nowNs.getAsLong() / NS_PER_MS + EARLY_END_MS;
        dated.removeIf(order -> {
            boolean due = order.envelope().expirationSeconds() * MS_PER_SECOND <= endingMs;
            if (due) {
                exchange.cancel(order.order(), CancelReason.EXPIRY, nowNs.getAsLong());
            }
            return due || !order.isOpen();
        });
    }

    private static ObjectNode answer(PlacedOrder order, Order accepted) {
        boolean matched = accepted.filledMicros() > 0;
        String shares = matched ? Decimals.text(accepted.filledMicros()) : "";
        String quote = matched ? Decimals.text(accepted.costMicros()) : "";
        boolean buy = order.envelope().order().buy();
        return answer(order, matched ? "matched" : "live", buy ? quote : shares, buy ? shares : quote);
    }

    private static ObjectNode answer(PlacedOrder order, String status, String gave, String got) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("success", true);
        answer.put("errorMsg", "");
        answer.put("orderID", order.id());
        answer.put("status", status);
        answer.put("makingAmount", gave);
        answer.put("takingAmount", got);
        answer.putArray("transactionsHashes");
        ArrayNode trades = answer.putArray("tradeIDs");
        order.tradeIds().forEach(trades::add);
        return answer;
    }
}
