package io.parallax.app.reconcile;

import io.parallax.codecs.sbe.BalanceDecoder;
import io.parallax.codecs.sbe.FillDecoder;
import io.parallax.codecs.sbe.InstrumentDefinedDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.OrderAcceptedDecoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.OrderState;
import io.parallax.codecs.sbe.OrderStateChangedDecoder;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.PositionChangedDecoder;
import io.parallax.codecs.sbe.PositionDecoder;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.journal.SessionReader;
import io.parallax.journal.Verdict;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** What a session's journal says of the account: the last word on each figure, and where it stands. */
final class JournalBooks {
    /** An order as the engine left it. */
    private static final class OrderFacts {
        private Venue venue;
        private String venueOrderId = "";
        private OrderState state = OrderState.INTENDED;
        private long sequence;
    }

    /** A fill by what names it, so that its later settlement replaces it. */
    private record FillKey(Venue venue, long high, long low, long orderId, int part) {}

    private record FillFacts(Holding holding, long micros, boolean counts, long sequence) {}

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinedDecoder instrument = new InstrumentDefinedDecoder();
    private final BalanceDecoder balance = new BalanceDecoder();
    private final PositionDecoder position = new PositionDecoder();
    private final PositionChangedDecoder changed = new PositionChangedDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderStateChangedDecoder orderState = new OrderStateChangedDecoder();
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final String session;
    private final Map<Integer, Venue> venueOf = new HashMap<>();
    private final Map<Integer, String> marketOf = new HashMap<>();
    private final Map<Venue, Figure> cash = new EnumMap<>(Venue.class);
    private final Map<Holding, Figure> positions = new HashMap<>();
    private final Map<FillKey, FillFacts> fills = new HashMap<>();
    private final Map<Long, OrderFacts> orders = new TreeMap<>();
    private long sequence;
    private Verdict verdict;

    private JournalBooks(String session) {
        this.session = session;
    }

    static JournalBooks read(Path directory) {
        JournalBooks books = new JournalBooks(directory.getFileName().toString());
        try (SessionReader reader = SessionReader.open(directory)) {
            while (reader.next()) {
                books.sequence = reader.sequence();
                books.onEvent(reader.buffer(), reader.eventOffset());
                CommandBuffer.forEach(
                        reader.buffer(),
                        reader.commandsOffset(),
                        reader.commandsLength(),
                        (buffer, offset, length) -> books.onCommand(buffer, offset));
            }
            books.verdict = reader.verdict();
        }
        return books;
    }

    private void onEvent(DirectBuffer buffer, int offset) {
        switch (header.wrap(buffer, offset).templateId()) {
            case InstrumentDefinedDecoder.TEMPLATE_ID -> {
                instrument.wrapAndApplyHeader(buffer, offset, header);
                instrument.bands().forEach(band -> {}); // texts stand behind it
                venueOf.put(instrument.instrumentId(), instrument.venue());
                marketOf.put(instrument.instrumentId(), instrument.symbol());
            }
            case BalanceDecoder.TEMPLATE_ID -> {
                balance.wrapAndApplyHeader(buffer, offset, header);
                cash.putIfAbsent(balance.venue(), figure(balance.cashMicros()));
            }
            case PositionDecoder.TEMPLATE_ID -> {
                position.wrapAndApplyHeader(buffer, offset, header);
                hold(position.instrumentId(), position.yesQtyMicros(), position.noQtyMicros(), false);
            }
            case FillDecoder.TEMPLATE_ID -> onFill(buffer, offset);
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                accepted.wrapAndApplyHeader(buffer, offset, header);
                long id = accepted.orderId();
                order(id).venueOrderId = accepted.venueOrderId();
            }
            default -> {
                // says nothing of the account
            }
        }
    }

    private void onFill(DirectBuffer buffer, int offset) {
        fill.wrapAndApplyHeader(buffer, offset, header);
        Venue venue = fill.venue();
        boolean yes = fill.outcome() == Outcome.YES;
        boolean bought = fill.action() == OrderAction.BUY;
        boolean plus = venue == Venue.KALSHI ? yes == bought : bought;
        Outcome outcome = venue == Venue.KALSHI ? Outcome.YES : fill.outcome();
        fills.put(
                new FillKey(venue, fill.tradeIdHigh(), fill.tradeIdLow(), fill.orderId(), fill.part()),
                new FillFacts(
                        new Holding(venue, marketOf.getOrDefault(fill.instrumentId(), "?"), outcome),
                        plus ? fill.qtyMicros() : -fill.qtyMicros(),
                        fill.settlement() != Settlement.FAILED && fill.settlement() != Settlement.BUSTED,
                        sequence));
    }

    private void onCommand(DirectBuffer buffer, int offset) {
        switch (header.wrap(buffer, offset).templateId()) {
            case PositionChangedDecoder.TEMPLATE_ID -> {
                changed.wrapAndApplyHeader(buffer, offset, header);
                int id = changed.instrumentId();
                hold(id, changed.yesQtyMicros(), changed.noQtyMicros(), true);
                cash.put(venueOf.get(id), figure(changed.cashMicros()));
            }
            case SubmitOrderDecoder.TEMPLATE_ID -> {
                submit.wrapAndApplyHeader(buffer, offset, header);
                OrderFacts facts = order(submit.orderId());
                facts.venue = venueOf.get(submit.instrumentId());
                facts.sequence = sequence;
            }
            case OrderStateChangedDecoder.TEMPLATE_ID -> {
                orderState.wrapAndApplyHeader(buffer, offset, header);
                OrderFacts facts = order(orderState.orderId());
                facts.state = orderState.to();
                facts.sequence = sequence;
            }
            default -> {
                // says nothing of the account
            }
        }
    }

    private OrderFacts order(long id) {
        return orders.computeIfAbsent(id, key -> new OrderFacts());
    }

    /** @param ours by our own ledger, which stands above what the venue said before */
    private void hold(int instrumentId, long yesMicros, long noMicros, boolean ours) {
        Venue venue = venueOf.get(instrumentId);
        String market = marketOf.get(instrumentId);
        if (venue == Venue.KALSHI) {
            put(new Holding(venue, market, Outcome.YES), Math.subtractExact(yesMicros, noMicros), ours);
        } else {
            put(new Holding(venue, market, Outcome.YES), yesMicros, ours);
            put(new Holding(venue, market, Outcome.NO), noMicros, ours);
        }
    }

    private void put(Holding holding, long micros, boolean ours) {
        if (ours) {
            positions.put(holding, figure(micros));
        } else {
            positions.putIfAbsent(holding, figure(micros));
        }
    }

    private Figure figure(long micros) {
        return new Figure(micros, session + " #" + sequence);
    }

    /** How whole the journal is. */
    Verdict verdict() {
        return verdict;
    }

    Figure cash(Venue venue) {
        return cash.getOrDefault(venue, new Figure(0, session + " never said"));
    }

    /** Contracts by market and outcome. */
    Map<Holding, Figure> positions() {
        return positions;
    }

    /** Contracts bought less sold, of fills that were not taken back. */
    Map<Holding, Figure> fills() {
        Map<Holding, Figure> sums = new HashMap<>();
        for (FillFacts each : fills.values()) {
            if (each.counts()) {
                sums.merge(
                        each.holding(),
                        new Figure(each.micros(), session + " #" + each.sequence()),
                        (a, b) -> new Figure(Math.addExact(a.micros(), b.micros()), later(a.source(), b.source())));
            }
        }
        return sums;
    }

    private static String later(String a, String b) {
        return number(a) > number(b) ? a : b;
    }

    private static long number(String source) {
        return Long.parseLong(source.substring(source.lastIndexOf('#') + 1));
    }

    /** Fills at a venue, which round cash by up to a micro each. */
    long fillCount(Venue venue) {
        return fills.keySet().stream().filter(key -> key.venue() == venue).count();
    }

    /** The venue's ids of orders that were live at the end, with their places; those without an id by {@code order N}. */
    Map<String, String> live(Venue venue) {
        Map<String, String> live = new TreeMap<>();
        orders.forEach((id, facts) -> {
            boolean stands = facts.state == OrderState.INTENDED
                    || facts.state == OrderState.OPEN
                    || facts.state == OrderState.PART_FILLED
                    || facts.state == OrderState.UNKNOWN;
            if (stands && facts.venue == venue) {
                live.put(
                        facts.venueOrderId.isEmpty() ? "order " + id : facts.venueOrderId,
                        session + " #" + facts.sequence + " " + facts.state);
            }
        });
        return live;
    }
}
