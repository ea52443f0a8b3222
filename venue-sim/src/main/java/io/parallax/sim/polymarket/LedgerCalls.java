package io.parallax.sim.polymarket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.polymarket.account.AccountState;
import io.parallax.sim.polymarket.call.Refusal;
import io.parallax.sim.polymarket.call.RestRequest;
import io.parallax.sim.polymarket.sign.ExchangeDomain;
import io.parallax.sim.rest.Answer;
import io.parallax.sim.rest.Answers;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.LongSupplier;

/** The private calls that only read: orders, trades, balances. */
final class LedgerCalls {
    private static final String DATA_ORDER = "/data/order/";
    private static final String LAST_CURSOR = "LTE=";

    private final Listings listings;
    private final OrderLedger ledger;
    private final UserFrames frames;
    private final Conditions conditions;
    private final Answers answers;
    private final LongSupplier nowMs;
    private final long chainId;

    LedgerCalls(
            Listings listings,
            OrderLedger ledger,
            UserFrames frames,
            Conditions conditions,
            Answers answers,
            LongSupplier nowMs,
            long chainId) {
        this.listings = listings;
        this.ledger = ledger;
        this.frames = frames;
        this.conditions = conditions;
        this.answers = answers;
        this.nowMs = nowMs;
        this.chainId = chainId;
    }

    /** The answer, or null when the call is none of these. */
    Answer answer(Caller caller, RestRequest request) {
        PolymarketAccount account = caller.account();
        if (!request.method().equals("GET")) {
            return null;
        }
        if (request.path().startsWith(DATA_ORDER)) {
            return order(account, request.path().substring(DATA_ORDER.length()));
        }
        return switch (request.path()) {
            case "/data/orders" -> page(request, openOrders(account, request));
            case "/data/trades" -> page(request, trades(account, request));
            case "/notifications" -> Answer.ok("[]");
            case "/order-scoring" -> Answer.ok("{\"scoring\":false}");
            case "/data/pre-migration-orders" -> page(request, List.of());
            case "/balance-allowance" -> balance(caller, request);
            case "/balance-allowance/update" -> {
                balance(caller, request);
                caller.state().refresh();
                yield Answer.ok("{}");
            }
            default -> null;
        };
    }

    private Answer order(PolymarketAccount account, String id) {
        PlacedOrder order = ledger.order(id);
        if (order == null || order.account() != account) {
            throw Refusal.notFound("order not found");
        }
        return Answer.ok(UserFrames.openOrder(order, order.status()));
    }

    private List<JsonNode> openOrders(PolymarketAccount account, RestRequest request) {
        List<JsonNode> rows = new ArrayList<>();
        long atMs = nowMs.getAsLong() - answers.listLagMs();
        for (PlacedOrder order : ledger.orders(account, order -> order.showsOpen(atMs))) {
            if (wanted(request, "id", order.id())
                    && wanted(request, "market", order.market().info().conditionId())
                    && wanted(request, "asset_id", order.tokenId())) {
                rows.add(UserFrames.openOrder(order, order.openStatus()));
            }
        }
        return rows;
    }

    private List<JsonNode> trades(PolymarketAccount account, RestRequest request) {
        long afterMs = seconds(request, "after", 0) * 1_000;
        long beforeMs = seconds(request, "before", Integer.MAX_VALUE) * 1_000;
        long atMs = nowMs.getAsLong() - answers.listLagMs();
        List<JsonNode> rows = new ArrayList<>();
        for (TradeRecord trade : ledger.trades(trade -> trade.matchedMs() >= afterMs
                && trade.matchedMs() <= atMs
                && trade.matchedMs() <= beforeMs
                && (trade.isTaker(account.funds()) || trade.isMaker(account.funds())))) {
            String taker =
                    trade.market().token(trade.taker().request().outcome()).tokenId();
            if (wanted(request, "id", trade.id())
                    && wanted(request, "market", trade.market().info().conditionId())
                    && wanted(request, "asset_id", taker)
                    && wanted(request, "maker_address", account.wallet())) {
                rows.add(frames.tradeRow(trade, trade.isTaker(account.funds())));
            }
        }
        return rows;
    }

    private Answer balance(Caller caller, RestRequest request) {
        PolymarketAccount account = caller.account();
        AccountState state = caller.state();
        String type = request.parameter("signature_type");
        if (!type.matches("[0-3]?")) {
            throw Refusal.badRequest("Invalid signature_type");
        }
        boolean collateral = request.parameter("asset_type").equals("COLLATERAL");
        long micros =
                switch (request.parameter("asset_type")) {
                    case "COLLATERAL" -> FundsView.cashMicros(account, state);
                    case "CONDITIONAL", "CONDITIONAL-V2" -> tokens(account, request.parameter("token_id"));
                    default -> throw Refusal.badRequest("Invalid asset type");
                };
        boolean backed = type.isEmpty() || account.backs(Integer.parseInt(type));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("balance", Long.toString(backed ? micros : 0));
        ObjectNode allowances = answer.putObject("allowances");
        for (ExchangeDomain domain : ExchangeDomain.all(chainId)) {
            String contract = domain.verifyingContract();
            BigInteger allowance = collateral ? state.collateralAllowance(contract) : state.tokenAllowance(contract);
            allowances.put(contract, (backed ? allowance : BigInteger.ZERO).toString());
        }
        return Answer.ok(answer);
    }

    private long tokens(PolymarketAccount account, String tokenId) {
        ListedMarket market = listings.token(tokenId);
        if (market == null) {
            throw Refusal.badRequest("Invalid token id");
        }
        return FundsView.tokensMicros(account, market, tokenId);
    }

    private Answer page(RestRequest request, List<JsonNode> rows) {
        int from = Math.min(offset(request.parameter("next_cursor")), rows.size());
        int to = Math.min(from + conditions.pageSize(), rows.size());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("limit", conditions.pageSize()).put("count", to - from);
        answer.put("next_cursor", to == rows.size() ? LAST_CURSOR : cursor(to));
        ArrayNode data = answer.putArray("data");
        data.addAll(rows.subList(from, to));
        return Answer.ok(answer);
    }

    private static String cursor(int offset) {
        return Base64.getEncoder().encodeToString(Integer.toString(offset).getBytes(StandardCharsets.US_ASCII));
    }

    private static int offset(String cursor) {
        if (cursor.isEmpty()) {
            return 0;
        }
        if (cursor.equals(LAST_CURSOR)) {
            return Integer.MAX_VALUE;
        }
        try {
            return Integer.parseUnsignedInt(new String(Base64.getDecoder().decode(cursor), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException notACursor) {
            throw Refusal.badRequest("Invalid payload");
        }
    }

    private static boolean wanted(RestRequest request, String parameter, String value) {
        String filter = request.parameter(parameter);
        return filter.isEmpty() || filter.equalsIgnoreCase(value);
    }

    private static long seconds(RestRequest request, String parameter, long absent) {
        String text = request.parameter(parameter);
        if (text.isEmpty()) {
            return absent;
        }
        if (!text.matches("[0-9]{1,10}")) {
            throw Refusal.badRequest("Invalid payload");
        }
        return Long.parseLong(text);
    }
}
