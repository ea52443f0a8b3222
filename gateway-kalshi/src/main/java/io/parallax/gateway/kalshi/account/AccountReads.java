package io.parallax.gateway.kalshi.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.EventLoop;
import io.parallax.codecs.units.Micros;
import io.parallax.config.KalshiSettings;
import io.parallax.gateway.http.HttpLine;
import io.parallax.gateway.http.HttpSettings;
import io.parallax.gateway.kalshi.exchange.ExchangeSchedule;
import io.parallax.gateway.kalshi.exchange.ExchangeStatus;
import io.parallax.gateway.kalshi.limit.KalshiTolls;
import io.parallax.gateway.kalshi.signing.RequestSigner;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.gateway.reference.RestReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The account and the exchange, read by whoever runs beside no session: a doctor, a comparison. Reads only; there is no
 * call here that changes anything. Blocks; never on the event loop.
 */
public final class AccountReads implements AutoCloseable {
    private static final int MAX_PAGES = 50;

    private final HttpLine line;
    private final RestReader rest;
    private final String basePath;

    /** An order that rests. @param remainingMicros contracts */
    public record OpenOrder(
            String venueOrderId,
            String clientOrderId,
            String ticker,
            boolean bid,
            long yesPriceMicros,
            long remainingMicros,
            int shard) {}

    /** One fill. @param feeMicros what it was charged, rounded up */
    public record Filled(
            String tradeId,
            String venueOrderId,
            String ticker,
            boolean bid,
            long yesPriceMicros,
            long qtyMicros,
            long feeMicros,
            long timeSeconds) {}

    /** One settlement. @param paidMicros what came to the balance */
    public record Settlement(String ticker, long yesQtyMicros, long noQtyMicros, long paidMicros) {}

    /** Write and read budget of the account in tokens. */
    public record Limits(String tier, long readRefill, long readCapacity, long writeRefill, long writeCapacity) {}

    /** @throws IllegalArgumentException when the key cannot be read */
    public AccountReads(KalshiSettings settings, EventLoop loop, EpochClock clock) {
        RequestSigner signer = new RequestSigner(settings);
        line = new HttpLine(
                HttpSettings.of("kalshi-account", settings.rest())
                        .withHttp(settings.http())
                        .withPool(1, 16),
                loop,
                clock,
                new KalshiTolls(settings.tuning().tier()));
        line.start();
        rest = new RestReader(
                line, (method, path, headers) -> signer.addHeaders(method, path, clock.epochNanos(), headers));
        URI base = settings.rest();
        String path = base.getPath();
        basePath = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** @throws ReferenceException when it cannot be read, as of every call here */
    public Cash cash() {
        return Cash.read(rest.get(basePath + "/portfolio/balance"));
    }

    /** Net position by ticker, YES positive, of every market the account has one in. */
    public TreeMap<String, Long> positionsMicros() {
        TreeMap<String, Long> positions = new TreeMap<>();
        for (JsonNode row : list("/portfolio/positions?limit=200", "market_positions")) {
            long net = RestReader.micros(row, "position_fp");
            if (net != 0) {
                positions.put(RestReader.text(row, "ticker"), net);
            }
        }
        return positions;
    }

    /** What rests in the venue's books. */
    public List<OpenOrder> openOrders() {
        List<OpenOrder> orders = new ArrayList<>();
        for (JsonNode row : list("/portfolio/orders?status=resting&limit=200", "orders")) {
            orders.add(new OpenOrder(
                    RestReader.text(row, "order_id"),
                    row.path("client_order_id").asText(""),
                    RestReader.text(row, "ticker"),
                    isBid(row),
                    RestReader.micros(row, "yes_price_dollars"),
                    RestReader.micros(row, "remaining_count_fp"),
                    row.path("exchange_index").asInt(0)));
        }
        return orders;
    }

    /** Fills since an instant. */
    public List<Filled> fills(long sinceSeconds) {
        List<Filled> fills = new ArrayList<>();
        for (JsonNode row : list("/portfolio/fills?limit=200&min_ts=" + sinceSeconds, "fills")) {
            fills.add(new Filled(
                    row.path("trade_id").asText(row.path("fill_id").asText("")),
                    RestReader.text(row, "order_id"),
                    row.path("market_ticker").asText(row.path("ticker").asText("")),
                    isBid(row),
                    RestReader.micros(row, "yes_price_dollars"),
                    RestReader.micros(row, "count_fp"),
                    RestReader.micros(row, "fee_cost"),
                    row.path("ts").asLong(0)));
        }
        return fills;
    }

    /** Settlements since an instant; scalar ones by the venue's value in whole cents. */
    public List<Settlement> settlements(long sinceSeconds) {
        List<Settlement> settlements = new ArrayList<>();
        for (JsonNode row : list("/portfolio/settlements?limit=200&min_ts=" + sinceSeconds, "settlements")) {
            SettlementRecord record = SettlementRecord.read(row, Micros.NULL);
            settlements.add(
                    new Settlement(record.ticker(), record.yesQtyMicros(), record.noQtyMicros(), record.paidMicros()));
        }
        return settlements;
    }

    /** Whether the exchange trades. */
    public ExchangeStatus status() {
        ExchangeStatus status = ExchangeStatus.read(rest.get(basePath + "/exchange/status"));
        if (status == null) {
            throw new ReferenceException("GET /exchange/status: neither exchange_active nor trading_active is told");
        }
        return status;
    }

    /** When it does not. */
    public ExchangeSchedule schedule() {
        ExchangeSchedule schedule = ExchangeSchedule.read(rest.get(basePath + "/exchange/schedule"));
        if (schedule == null) {
            throw new ReferenceException("GET /exchange/schedule: the answer is no schedule");
        }
        return schedule;
    }

    /** What the account may ask for. */
    public Limits limits() {
        JsonNode answer = rest.get(basePath + "/account/limits");
        return new Limits(
                RestReader.text(answer, "usage_tier"),
                answer.at("/read/refill_rate").asLong(0),
                answer.at("/read/bucket_capacity").asLong(0),
                answer.at("/write/refill_rate").asLong(0),
                answer.at("/write/bucket_capacity").asLong(0));
    }

    private static boolean isBid(JsonNode row) {
        String side = RestReader.text(row, "book_side");
        if (!side.equals("bid") && !side.equals("ask")) {
            throw new ReferenceException("book_side='" + side + "': must be bid or ask");
        }
        return side.equals("bid");
    }

    private List<JsonNode> list(String path, String field) {
        List<JsonNode> rows = new ArrayList<>();
        String cursor = "";
        for (int page = 1; ; page++) {
            JsonNode answer = rest.get(basePath + path + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            if (!answer.path(field).isArray()) {
                throw new ReferenceException("GET " + path + ": no " + field + " in the answer");
            }
            answer.path(field).forEach(rows::add);
            String next = answer.path("cursor").asText("");
            if (next.isEmpty()) {
                return rows;
            }
            if (next.equals(cursor) || page == MAX_PAGES) {
                throw new ReferenceException("GET " + path + ": no end after " + page + " pages");
            }
            cursor = next;
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
