package io.parallax.app.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.app.query.VenueCall;
import io.parallax.app.reconcile.AccountCalls.Told;
import io.parallax.app.reconcile.VenueBooks.OpenOrder;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.KalshiSettings;
import io.parallax.gateway.kalshi.account.Cash;
import io.parallax.gateway.kalshi.signing.RequestSigner;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.gateway.reference.RestReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads cash, positions, fills and resting orders at Kalshi. */
final class KalshiBooks {
    private static final int MAX_PAGES = 100;

    private final AccountCalls calls;

    KalshiBooks(KalshiSettings settings, VenueCall call, EpochClock clock) {
        RequestSigner signer = new RequestSigner(settings);
        calls = new AccountCalls(
                settings.rest(), call, (path, headers) -> signer.addHeaders("GET", path, clock.epochNanos(), headers));
    }

    /** @param sinceSeconds from which fills count, epoch seconds */
    VenueBooks read(long sinceSeconds) {
        Told balance = calls.get("/portfolio/balance");
        Map<Holding, Figure> positions = new HashMap<>();
        String held = pages("/portfolio/positions?limit=200", "market_positions", row -> {
            long micros = RestReader.micros(row.body(), "position_fp");
            if (micros != 0) {
                positions.put(holding(RestReader.text(row.body(), "ticker")), new Figure(micros, row.source()));
            }
        });
        Map<Holding, Figure> fills = new HashMap<>();
        String traded = pages("/portfolio/fills?limit=200&min_ts=" + sinceSeconds, "fills", row -> {
            long micros = RestReader.micros(row.body(), "count_fp");
            boolean more = RestReader.text(row.body(), "book_side").equals("bid");
            fills.merge(
                    holding(RestReader.text(row.body(), "ticker")),
                    new Figure(more ? micros : -micros, row.source()),
                    (a, b) -> new Figure(Math.addExact(a.micros(), b.micros()), b.source()));
        });
        List<OpenOrder> orders = new ArrayList<>();
        String resting = pages(
                "/portfolio/orders?limit=200&status=resting",
                "orders",
                row -> orders.add(new OpenOrder(
                        RestReader.text(row.body(), "order_id"),
                        RestReader.text(row.body(), "ticker"),
                        RestReader.micros(row.body(), "remaining_count_fp"))));
        return new VenueBooks(
                new Figure(Cash.read(balance.body()).totalMicros(), balance.source()),
                positions,
                held,
                fills,
                traded,
                orders,
                resting);
    }

    private static Holding holding(String ticker) {
        return new Holding(Venue.KALSHI, ticker, Outcome.YES);
    }

    /** Hands on every row of every page. @return source of the last page */
    private String pages(String path, String rows, Consumer<Told> each) {
        String cursor = "";
        for (int page = 1; page <= MAX_PAGES; page++) {
            Told told = calls.get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            if (!told.body().path(rows).isArray()) {
                throw new ReferenceException(told.source() + ": no " + rows + " in the answer");
            }
            for (JsonNode row : told.body().path(rows)) {
                each.accept(new Told(row, told.source()));
            }
            cursor = told.body().path("cursor").asText("");
            if (cursor.isEmpty()) {
                return told.source();
            }
        }
        throw new ReferenceException("GET " + path + ": no end after " + MAX_PAGES + " pages");
    }
}
