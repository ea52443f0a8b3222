package io.parallax.engine.core;

import io.parallax.codecs.sbe.*;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.core.EngineHarness.Sent;
import io.parallax.engine.port.CommandBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A running engine with unpaired markets beside the pair of {@link EngineHarness}: instrument 2 at Kalshi, instrument 3 at
 * Polymarket, both closing in ten hours, and $100 for what is held without a hedge.
 */
final class StrategyRig {
    static final long HOUR = 3_600 * EventBytes.SECOND;
    static final int KALSHI = 2;
    static final int POLYMARKET = 3;

    final EngineHarness engine = new EngineHarness();
    private final List<Integer> listed = new ArrayList<>();

    StrategyRig() {
        limit("100");
        market(KALSHI, Venue.KALSHI, "KXRAIN", "Climate and Weather", 10 * HOUR);
        market(POLYMARKET, Venue.POLYMARKET, "0xabc", "Politics,US election", 10 * HOUR);
    }

    void limit(String directional) {
        engine.event.maxDirectionalNotionalMicros = Micros.parse(directional);
        engine.apply(engine.event.settings(engine.nowNs));
    }

    void market(int id, Venue venue, String symbol, String category, long closeAfterNs) {
        long closeNs = closeAfterNs == 0 ? 0 : EngineHarness.T0 + closeAfterNs;
        engine.apply(engine.event.market(engine.nowNs, id, venue, symbol, category, closeNs));
    }

    StrategyRig with(String name, String... parameters) {
        engine.apply(engine.event.strategy(engine.nowNs, listed.size(), name, true, String.join("\n", parameters)));
        listed.add(listed.size());
        return this;
    }

    void book(int id, String bid, String ask) {
        engine.book(id, bid, "100", ask, "100");
    }

    void trade(int id, String price, String qty) {
        engine.apply(engine.event.trade(engine.nowNs, id, price, qty));
    }

    void control(ControlKind kind) {
        engine.apply(engine.event.control(engine.nowNs, kind));
    }

    void timer() {
        engine.apply(engine.event.timer(engine.nowNs));
    }

    /** The venue fills the whole of the last order at a price, and ends it. */
    Sent fillLast(String price) {
        Sent order = engine.lastSent();
        fill(order, Micros.format(order.qty()), price);
        engine.done(order, Micros.format(order.qty()));
        return order;
    }

    void fill(Sent order, String qty, String price) {
        engine.apply(engine.event.fill(
                engine.nowNs,
                order.orderId(),
                order.instrumentId(),
                order.instrumentId() == POLYMARKET || order.instrumentId() == 0 ? Venue.POLYMARKET : Venue.KALSHI,
                order.outcome(),
                order.action(),
                Settlement.CONFIRMED,
                engine.journal.size(),
                Micros.parse(price),
                Micros.parse(qty),
                0));
    }

    /** Every intent recorded, as {@code "BUY FIRED YES@2 0.95 20"} or {@code "IGNORE BLOCKED @2"}. */
    List<String> intents() {
        List<String> found = new ArrayList<>();
        walk((template, buffer, body, block, version) -> {
            if (template == IntentRecordedDecoder.TEMPLATE_ID) {
                IntentRecordedDecoder d = new IntentRecordedDecoder().wrap(buffer, body, block, version);
                String order = d.qtyMicros() == Micros.NULL
                        ? ""
                        : " " + Micros.format(d.priceMicros()) + " " + Micros.format(d.qtyMicros());
                String leg = d.outcome() == Outcome.NULL_VAL ? "" : d.outcome().name();
                found.add(d.intent() + " " + d.reason() + " " + leg + "@" + d.instrumentId() + order);
            }
        });
        return found;
    }

    String lastIntent() {
        List<String> all = intents();
        return all.isEmpty() ? "" : all.get(all.size() - 1);
    }

    /** Reason of the last intent recorded. */
    String lastReason() {
        return lastIntent().isEmpty() ? "" : lastIntent().split(" ")[1];
    }

    /** Every refusal recorded, as {@code "ENTER LIMIT_ORDER"}. */
    List<String> refusals() {
        List<String> found = new ArrayList<>();
        walk((template, buffer, body, block, version) -> {
            if (template == RiskRefusalDecoder.TEMPLATE_ID) {
                RiskRefusalDecoder d = new RiskRefusalDecoder().wrap(buffer, body, block, version);
                found.add(d.purpose() + " " + d.reason());
            }
        });
        return found;
    }

    private interface Reader {
        void read(int template, DirectBuffer buffer, int body, int block, int version);
    }

    private void walk(Reader reader) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        for (byte[] caused : engine.consequences) {
            CommandBuffer.forEach(new UnsafeBuffer(caused), 0, caused.length, (buffer, offset, length) -> {
                header.wrap(buffer, offset);
                reader.read(
                        header.templateId(),
                        buffer,
                        offset + MessageHeaderDecoder.ENCODED_LENGTH,
                        header.blockLength(),
                        header.version());
            });
        }
    }
}
