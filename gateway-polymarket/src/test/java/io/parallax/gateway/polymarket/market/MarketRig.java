package io.parallax.gateway.polymarket.market;

import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.polymarket.Recorder;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Decoder, publisher and recorder wired together, without sockets. */
final class MarketRig {
    static final String MARKET = "0x2aaeb40ad2a1ad262d75d5c52bff1a9f801fb72e65774343729fe103ee9fa308";
    static final String YES = "58726851105893121441976415044785550794620582864839872973127370351200548678811";
    static final String NO = "40113202025193181740822500498877260546965498642740503547096491847887927548587";

    final MarketTable markets;
    final Recorder recorder = new Recorder();
    final Counters<MarketCounter> counters = new Counters<>(MarketCounter.class);
    final FaultCounters faults = new FaultCounters();
    final MarketPublisher publisher;
    final MarketDecoder decoder;
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[0]);

    MarketRig(List<PolymarketMarket> list) {
        markets = new MarketTable(list);
        publisher = new MarketPublisher(markets, recorder, 0);
        decoder = new MarketDecoder(markets, publisher, counters, faults);
        publisher.epoch(1);
    }

    /** The market of the 2026 recording as instrument 7, on a grid of 0.01. */
    static MarketRig one() {
        MarketRig rig = new MarketRig(List.of(new PolymarketMarket(7, MARKET, YES, NO)));
        rig.markets.tickMicros(0, 10_000);
        return rig;
    }

    void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        frame.wrap(bytes);
        publisher.received(1, 1);
        decoder.decode(frame, 0, bytes.length);
    }

    void feed(byte[] bytes) {
        frame.wrap(bytes);
        publisher.received(1, 1);
        decoder.decode(frame, 0, bytes.length);
    }

    static String book(String token, String bids, String asks) {
        return "{\"market\":\"" + MARKET + "\", \"asset_id\":\"" + token + "\", \"bids\":[" + levels(bids)
                + "], \"asks\":[" + levels(asks) + "], \"timestamp\":\"1790767298640\", \"event_type\":\"book\"}";
    }

    /** {@code "0.5:10 0.4:20"} as JSON levels. */
    private static String levels(String text) {
        StringBuilder out = new StringBuilder();
        for (String level : text.isEmpty() ? new String[0] : text.split(" ")) {
            String[] parts = level.split(":");
            out.append(out.length() == 0 ? "" : ", ")
                    .append("{\"price\":\"")
                    .append(parts[0])
                    .append("\", \"size\":\"")
                    .append(parts[1])
                    .append("\"}");
        }
        return out.toString();
    }

    static String entry(String token, String price, String size, String side) {
        return "{\"asset_id\":\"" + token + "\", \"price\":\"" + price + "\", \"size\":\"" + size + "\", \"side\":\""
                + side + "\", \"hash\":\"00\", \"best_bid\":\"0\", \"best_ask\":\"1\"}";
    }

    static String changes(String... entries) {
        return "{\"market\":\"" + MARKET + "\", \"price_changes\":[" + String.join(", ", entries)
                + "], \"timestamp\":\"1790767298640\", \"event_type\":\"price_change\"}";
    }
}
