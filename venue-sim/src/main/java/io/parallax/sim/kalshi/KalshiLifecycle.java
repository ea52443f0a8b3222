package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.core.TickBand;

/** The {@code msg} objects about the life of markets and events. Pure. */
final class KalshiLifecycle {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private KalshiLifecycle() {}

    static ObjectNode created(KalshiListing listing, long openNs) {
        ObjectNode msg = of(listing, "created")
                .put("open_ts", Fixed.seconds(openNs))
                .put("close_ts", Fixed.seconds(listing.closeTimeNs()));
        msg.putObject("additional_metadata")
                .put("name", listing.yesSubTitle())
                .put("title", listing.title())
                .put("yes_sub_title", listing.yesSubTitle())
                .put("no_sub_title", listing.yesSubTitle())
                .put("rules_primary", listing.rulesPrimary())
                .put("rules_secondary", listing.rulesSecondary())
                .put("can_close_early", true)
                .put("event_ticker", listing.eventTicker())
                .put("expected_expiration_ts", Fixed.seconds(listing.closeTimeNs()))
                .put("strike_type", "custom");
        return grid(msg, listing);
    }

    /** {@code activated} after a pause, {@code deactivated} at its start. */
    static ObjectNode active(KalshiListing listing, boolean active) {
        return of(listing, active ? "activated" : "deactivated").put("is_deactivated", !active);
    }

    static ObjectNode closeDateUpdated(KalshiListing listing, long closeNs) {
        return of(listing, "close_date_updated").put("close_ts", Fixed.seconds(closeNs));
    }

    static ObjectNode determined(KalshiListing listing, String result, long valueMicros, long timestampNs) {
        return of(listing, "determined")
                .put("result", result)
                .put("determination_ts", Fixed.seconds(timestampNs))
                .put("settlement_value", Fixed.price(valueMicros));
    }

    static ObjectNode settled(KalshiListing listing, long timestampNs) {
        return of(listing, "settled").put("settled_ts", Fixed.seconds(timestampNs));
    }

    static ObjectNode gridUpdated(KalshiListing listing) {
        return grid(of(listing, "price_level_structure_updated"), listing);
    }

    static ObjectNode metadataUpdated(KalshiListing listing, String yesSubTitle) {
        return of(listing, "metadata_updated")
                .put("strike_type", "custom")
                .putNull("floor_strike")
                .putNull("cap_strike")
                .putNull("custom_strike")
                .put("yes_sub_title", yesSubTitle);
    }

    static ObjectNode event(KalshiListing listing) {
        return JSON.objectNode()
                .put("event_ticker", listing.eventTicker())
                .put("exchange_index", listing.exchangeIndex())
                .put("title", listing.title())
                .put("subtitle", listing.yesSubTitle())
                .put("collateral_return_type", "")
                .put("series_ticker", listing.seriesTicker())
                .put("strike_date", Fixed.seconds(listing.closeTimeNs()))
                .put("strike_period", "");
    }

    /** @param feeType override, null when it ends */
    static ObjectNode feeUpdate(String eventTicker, String feeType, Double multiplier) {
        ObjectNode msg = JSON.objectNode().put("event_ticker", eventTicker);
        if (feeType == null) {
            return msg.putNull("fee_type_override").putNull("fee_multiplier_override");
        }
        return msg.put("fee_type_override", feeType).put("fee_multiplier_override", multiplier);
    }

    private static ObjectNode of(KalshiListing listing, String eventType) {
        return JSON.objectNode()
                .put("market_ticker", listing.ticker())
                .put("event_type", eventType)
                .put("exchange_index", listing.exchangeIndex());
    }

    private static ObjectNode grid(ObjectNode msg, KalshiListing listing) {
        ArrayNode ranges =
                msg.put("price_level_structure", listing.priceLevelStructure()).putArray("price_ranges");
        for (TickBand band : listing.bands()) {
            ranges.addObject()
                    .put("start", Fixed.price(band.startMicros()))
                    .put("end", Fixed.price(band.endMicros()))
                    .put("step", Fixed.price(band.stepMicros()));
        }
        return msg;
    }
}
