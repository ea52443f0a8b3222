package io.parallax.gateway.kalshi.market;

import io.parallax.codecs.units.Micros;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import java.nio.charset.StandardCharsets;

/**
 * {@code event_fee_update}: an event's fees are overridden, or are those of its series again (both fields null). Published for
 * every market of the event that we know; an override that is not understood makes their fee unknown. Rare: it may allocate.
 */
final class FeeUpdateDecoder {
    private static final int KEY_EVENT = 0;
    private static final int KEY_TYPE = 1;
    private static final int KEY_MULTIPLIER = 2;
    private static final TextMap KEYS = TextMap.of("event_ticker", "fee_type_override", "fee_multiplier_override");

    private final Markets markets;
    private String event;
    private String type;
    private long multiplierMicros;
    private boolean understood;

    FeeUpdateDecoder(Markets markets) {
        this.markets = markets;
    }

    /** @return a fault code or 0; {@link #write} publishes what is known of it either way */
    int read(JsonCursor json) {
        event = "";
        type = null;
        multiplierMicros = Micros.NULL;
        understood = true;
        int seen = 0;
        if (json.enterObject()) {
            for (int key; (key = json.nextField(KEYS)) >= 0; ) {
                seen |= 1 << key;
                switch (key) {
                    case KEY_EVENT -> event = text(json);
                    case KEY_TYPE -> readType(json);
                    case KEY_MULTIPLIER -> readMultiplier(json);
                    default -> throw new IllegalStateException("key " + key);
                }
            }
        }
        int fault = json.end();
        understood &= fault == 0 && seen == (1 << KEY_EVENT | 1 << KEY_TYPE | 1 << KEY_MULTIPLIER);
        return fault;
    }

    private static String text(JsonCursor json) {
        if (json.kind() != JsonCursor.Kind.STRING || !json.string()) {
            return "";
        }
        byte[] bytes = new byte[json.textLength()];
        json.buffer().getBytes(json.textOffset(), bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void readType(JsonCursor json) {
        boolean none = json.kind() == JsonCursor.Kind.NULL;
        String word = text(json);
        type = none ? null : word;
        understood &= none || !word.isEmpty();
    }

    private void readMultiplier(JsonCursor json) {
        boolean none = json.kind() == JsonCursor.Kind.NULL;
        multiplierMicros = json.decimalMicrosOrFault();
        understood &= none || multiplierMicros >= 0;
    }

    /** Publishes the fee of every market of the event. @return how many they are */
    int write(EventWriter events) {
        int count = 0;
        for (int market = 0; market < markets.size(); market++) {
            EventFees.Basis basis = markets.fees().of(market, event);
            if (basis != null) {
                MarketFee fee = understood ? basis.with(type, multiplierMicros) : MarketFee.UNKNOWN;
                events.feesChanged(
                        markets.instrumentId(market),
                        fee.kind(),
                        fee.takerMicros(),
                        fee.makerMicros(),
                        fee.exponentMicros());
                count++;
            }
        }
        return count;
    }
}
