package io.parallax.gateway.kalshi.market;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.FeedStatusDecoder;
import io.parallax.codecs.sbe.LevelOp;
import io.parallax.codecs.sbe.MarketStatusDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.TickSizeChangedDecoder;
import io.parallax.codecs.sbe.TradeDecoder;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.port.EventPublisher;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Plain books built from published events, and a list of everything else that was published. */
final class TestBooks implements EventPublisher {
    final Map<Integer, TestBook> books = new TreeMap<>();
    final List<String> news = new ArrayList<>();
    int heard;
    boolean full;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookUpdateDecoder update = new BookUpdateDecoder();
    private final FeedStatusDecoder status = new FeedStatusDecoder();

    /** Bids by YES price, asks by YES price. */
    static final class TestBook {
        final TreeMap<Long, Long> bids = new TreeMap<>();
        final TreeMap<Long, Long> asks = new TreeMap<>();
        boolean live;
        private boolean filling;

        private TreeMap<Long, Long> side(BookSide side) {
            return side == BookSide.BID ? bids : asks;
        }

        /** The vectors' text: own-leg prices, ascending. */
        String sha256() {
            StringBuilder text = new StringBuilder();
            bids.forEach((price, qty) -> append(text, "yes", price, qty));
            TreeMap<Long, Long> noBids = new TreeMap<>();
            asks.forEach((price, qty) -> noBids.put(Micros.ONE - price, qty));
            noBids.forEach((price, qty) -> append(text, "no", price, qty));
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256")
                        .digest(text.toString().getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void append(StringBuilder text, String side, long price, long qty) {
            text.append(side)
                    .append(' ')
                    .append(BigDecimal.valueOf(price, 6).setScale(4))
                    .append(' ')
                    .append(BigDecimal.valueOf(qty, 6).setScale(2))
                    .append('\n');
        }
    }

    @Override
    public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
        if (full) {
            return false;
        }
        publish(event, offset, length, receivedNanos);
        return true;
    }

    @Override
    public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
        header.wrap(event, offset);
        switch (header.templateId()) {
            case BookSnapshotDecoder.TEMPLATE_ID -> onSnapshot(event, offset);
            case BookUpdateDecoder.TEMPLATE_ID -> onUpdate(event, offset);
            case FeedStatusDecoder.TEMPLATE_ID -> onStatus(event, offset);
            case TradeDecoder.TEMPLATE_ID -> {
                TradeDecoder trade = new TradeDecoder().wrapAndApplyHeader(event, offset, header);
                news.add("trade " + trade.instrumentId() + " " + trade.takerAction() + " " + trade.priceMicros() + " "
                        + trade.qtyMicros());
            }
            case MarketStatusDecoder.TEMPLATE_ID -> {
                MarketStatusDecoder market = new MarketStatusDecoder().wrapAndApplyHeader(event, offset, header);
                news.add("market " + market.instrumentId() + " " + market.state() + " " + market.payoutMicros());
            }
            case TickSizeChangedDecoder.TEMPLATE_ID -> {
                TickSizeChangedDecoder grid = new TickSizeChangedDecoder().wrapAndApplyHeader(event, offset, header);
                book(grid.instrumentId()).live = false;
                news.add("grid " + grid.instrumentId() + " " + grid.bands().count());
            }
            default -> news.add("template " + header.templateId());
        }
    }

    TestBook book(int instrumentId) {
        return books.computeIfAbsent(instrumentId, id -> new TestBook());
    }

    private void onSnapshot(DirectBuffer event, int offset) {
        snapshot.wrapAndApplyHeader(event, offset, header);
        TestBook book = book(snapshot.instrumentId());
        if (snapshot.flags().begin()) {
            book.bids.clear();
            book.asks.clear();
            book.filling = true;
            book.live = false;
        }
        if (!book.filling) {
            throw new AssertionError("chunk without a beginning");
        }
        boolean end = snapshot.flags().end();
        for (BookSnapshotDecoder.LevelsDecoder level : snapshot.levels()) {
            if (book.side(level.side()).put(level.priceMicros(), level.qtyMicros()) != null) {
                throw new AssertionError("level twice in a snapshot");
            }
        }
        if (end) {
            book.filling = false;
            book.live = true;
        }
    }

    private void onUpdate(DirectBuffer event, int offset) {
        update.wrapAndApplyHeader(event, offset, header);
        TestBook book = book(update.instrumentId());
        if (!book.live) {
            throw new AssertionError("an update of a book that is not live");
        }
        for (BookUpdateDecoder.ChangesDecoder change : update.changes()) {
            if (change.op() != LevelOp.DELTA) {
                throw new AssertionError("Kalshi sends changes");
            }
            long qty = book.side(change.side()).merge(change.priceMicros(), change.qtyMicros(), Long::sum);
            if (qty < 0) {
                throw new AssertionError("negative level");
            }
            if (qty == 0) {
                book.side(change.side()).remove(change.priceMicros());
            }
        }
    }

    private void onStatus(DirectBuffer event, int offset) {
        status.wrapAndApplyHeader(event, offset, header);
        int instrumentId = status.instrumentId();
        if (status.state() == FeedState.HEARD) {
            heard++;
            return;
        }
        news.add(status.state() + " " + instrumentId
                + (status.state() == FeedState.FAULT
                        ? " " + io.parallax.gateway.json.DecodeFault.name(status.faultCode())
                        : ""));
        if (status.state() != FeedState.CONNECTED) {
            books.forEach((id, book) -> {
                if (instrumentId == -1 || id == instrumentId) {
                    book.live = false;
                    book.filling = false;
                }
            });
        }
    }
}
