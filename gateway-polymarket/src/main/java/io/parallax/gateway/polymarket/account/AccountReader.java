package io.parallax.gateway.polymarket.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.gateway.reference.RestReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Reads one account. Every method throws {@link ReferenceException} naming the request and what came instead. */
public final class AccountReader {
    private static final String LAST_PAGE = "LTE=";
    private static final String STATUS_PREFIX = "TRADE_STATUS_";
    private static final int MAX_PAGES = 50;
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private final RestReader rest;
    private final EpochClock clock;
    private final int signatureType;

    /** @param rest with the headers of the account */
    public AccountReader(RestReader rest, EpochClock clock, int signatureType) {
        this.rest = rest;
        this.clock = clock;
        this.signatureType = signatureType;
    }

    /** The venue's clock, which needs no key. */
    public ClockOffset clockOffset() {
        long askedNs = clock.epochNanos();
        JsonNode seconds = rest.get("/time");
        if (!seconds.canConvertToLong() || seconds.asLong() <= 0) {
            throw new ReferenceException("GET /time: '" + seconds + "' are no epoch seconds");
        }
        return ClockOffset.of(seconds.asLong(), askedNs, clock.epochNanos());
    }

    /** Version of the order format that the venue takes; we write 2. */
    public int orderVersion() {
        return rest.get("/version").path("version").asInt(0);
    }

    /** Whether the account may only close positions. */
    public boolean isClosedOnly() {
        JsonNode answer = rest.get("/auth/ban-status/closed-only");
        if (!answer.path("closed_only").isBoolean()) {
            throw new ReferenceException("GET /auth/ban-status/closed-only: no closed_only in " + answer);
        }
        return answer.path("closed_only").asBoolean();
    }

    /** Cash with the allowance of each exchange contract, after the venue renewed its copy. */
    public Allowances collateral() {
        String query = "?asset_type=COLLATERAL&signature_type=" + signatureType;
        rest.get("/balance-allowance/update" + query);
        return allowances(rest.get("/balance-allowance" + query));
    }

    /**
     * Tokens of one outcome with the approval of each exchange contract.
     *
     * @param tokenId decimal
     * @param positionId whether it is a position of protocol V2
     */
    public Allowances tokens(String tokenId, boolean positionId) {
        return allowances(rest.get("/balance-allowance?asset_type=" + (positionId ? "CONDITIONAL-V2" : "CONDITIONAL")
                + "&token_id=" + tokenId + "&signature_type=" + signatureType));
    }

    static Allowances allowances(JsonNode answer) {
        Map<String, Long> byContract = new HashMap<>();
        answer.path("allowances")
                .properties()
                .forEach(entry -> byContract.put(
                        entry.getKey().toLowerCase(Locale.ROOT),
                        integer(entry.getValue().asText())));
        JsonNode general = answer.path("allowance");
        return new Allowances(
                integer(RestReader.text(answer, "balance")),
                byContract,
                general.isValueNode() && !general.isNull() ? integer(general.asText()) : -1);
    }

    /** A 6-decimal integer is micros; more than a long holds is as good as without limit. */
    private static long integer(String text) {
        try {
            BigInteger value = new BigInteger(text);
            if (value.signum() < 0) {
                throw new ReferenceException("amount '" + text + "' is negative");
            }
            return value.min(MOST).longValueExact();
        } catch (NumberFormatException e) {
            throw new ReferenceException("amount '" + text + "' is not a 6-decimal integer", e);
        }
    }

    /** Every open order, whoever sent it. */
    public List<ListedOrder> openOrders() {
        return pages(
                "/data/orders",
                row -> new ListedOrder(
                        RestReader.text(row, "id"),
                        row.path("market").asText(""),
                        row.path("asset_id").asText(""),
                        row.path("side").asText(""),
                        row.path("status").asText(""),
                        micros(row, "price"),
                        micros(row, "original_size"),
                        micros(row, "size_matched")));
    }

    /** Trades since an instant, epoch nanoseconds. */
    public List<ListedTrade> trades(long sinceNs) {
        String path = "/data/trades?after=" + TimeUnit.NANOSECONDS.toSeconds(sinceNs);
        return pages(
                path,
                row -> new ListedTrade(
                        RestReader.text(row, "id"),
                        row.path("market").asText(""),
                        row.path("asset_id").asText(""),
                        row.path("side").asText(""),
                        row.path("trader_side").asText(""),
                        status(row.path("status").asText("")),
                        micros(row, "price"),
                        micros(row, "size")));
    }

    private static String status(String told) {
        return told.startsWith(STATUS_PREFIX) ? told.substring(STATUS_PREFIX.length()) : told;
    }

    /** A decimal that the venue may leave empty, which is 0. */
    private static long micros(JsonNode row, String field) {
        String text = row.path(field).asText("");
        try {
            return text.isEmpty() ? 0 : new BigDecimal(text).movePointRight(6).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new ReferenceException("field " + field + "='" + text + "' is no decimal of six places in " + row, e);
        }
    }

    private <T> List<T> pages(String path, Function<JsonNode, T> reader) {
        List<T> rows = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < MAX_PAGES; page++) {
            JsonNode answer = rest.get(cursor.isEmpty() ? path : next(path, cursor));
            JsonNode data = answer.isArray() ? answer : answer.path("data");
            if (!data.isArray()) {
                throw new ReferenceException("GET " + path + ": no list in the answer");
            }
            data.forEach(row -> rows.add(reader.apply(row)));
            cursor = answer.path("next_cursor").asText("");
            if (cursor.isEmpty() || cursor.equals(LAST_PAGE)) {
                return rows;
            }
        }
        throw new ReferenceException("GET " + path + " has more than " + MAX_PAGES + " pages; ask for less");
    }

    private static String next(String path, String cursor) {
        return path + (path.indexOf('?') < 0 ? "?" : "&") + "next_cursor=" + cursor;
    }

    /**
     * Where the venue thinks we are: {@code GET /api/geoblock} of the web site, another host than that of the orders.
     *
     * @param site reader of {@code https://polymarket.com}
     */
    public static Geoblock geoblock(RestReader site) {
        JsonNode answer = site.get("/api/geoblock");
        if (!answer.path("blocked").isBoolean()) {
            throw new ReferenceException("GET /api/geoblock: no field blocked in the answer");
        }
        return new Geoblock(
                answer.path("blocked").asBoolean(),
                answer.path("ip").asText(""),
                answer.path("country").asText(""),
                answer.path("region").asText(""));
    }
}
