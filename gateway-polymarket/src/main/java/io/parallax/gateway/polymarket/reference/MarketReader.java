package io.parallax.gateway.polymarket.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.signing.ExchangeDomain;
import io.parallax.gateway.polymarket.signing.Words;
import io.parallax.gateway.reference.InstrumentDefinition;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.gateway.reference.RestReader;
import io.parallax.gateway.reference.TickBand;
import java.util.List;

/**
 * Definitions from {@code GET /clob-markets/{conditionId}}. Whatever could make an order wrong is refused here: tokens in
 * another order than the pair file has them, an unknown grid, a protocol version this build cannot sign for. Blocking,
 * on the thread that asks.
 */
public final class MarketReader {
    /** The venue's lot. */
    private static final long LOT_MICROS = 10_000;

    /** An immediate buy spends whole cents. */
    private static final long CENT_MICROS = 10_000;

    /** A marketable buy costs at least a dollar. */
    private static final long MIN_NOTIONAL_MICROS = Micros.ONE;

    private final RestReader rest;
    private final MarketTable markets;
    private final EpochClock clock;

    public MarketReader(RestReader rest, MarketTable markets, EpochClock clock) {
        this.rest = rest;
        this.markets = markets;
        this.clock = clock;
    }

    /**
     * Reads one market and completes the table with its grid and signing domain.
     *
     * @throws ReferenceException naming the market and what is wrong with it
     */
    public InstrumentDefinition read(int slot) {
        return define(slot, rest(markets.market(slot)));
    }

    /** What the venue says of a market. Blocking. */
    public JsonNode rest(PolymarketMarket market) {
        return rest.get("/clob-markets/" + market.conditionId());
    }

    /**
     * Understands what the venue says of a market, and completes the table with its grid and signing domain.
     *
     * @throws ReferenceException naming the market and what is wrong with it; the table is then as before
     */
    public InstrumentDefinition define(int slot, JsonNode info) {
        PolymarketMarket market = markets.market(slot);
        checkTokens(market, info);
        ExchangeDomain domain = domain(market, info);
        long tick = RestReader.micros(info, "mts");
        if (tick <= 0 || Micros.ONE % tick != 0) {
            throw new ReferenceException(market.conditionId() + ": tick " + Micros.format(tick) + " does not divide 1");
        }
        JsonNode fee = info.path("fd");
        boolean hasFee = fee.isObject();
        boolean makersPay =
                hasFee && fee.path("to").isBoolean() && !fee.path("to").asBoolean();
        long rate = hasFee ? RestReader.micros(fee, "r") : 0;
        InstrumentDefinition definition = new InstrumentDefinition(
                market.instrumentId(),
                info.path("ao").asBoolean(true) ? MarketState.ACTIVE : MarketState.PAUSED,
                false,
                hasFee ? FeeKind.POLYMARKET_V2 : FeeKind.NONE,
                rate,
                makersPay ? rate : 0,
                hasFee ? RestReader.micros(fee, "e") : Micros.ONE,
                clock.epochNanos(),
                RestReader.micros(info, "mos"),
                LOT_MICROS,
                MIN_NOTIONAL_MICROS,
                CENT_MICROS,
                0,
                List.of(new TickBand(0, Micros.ONE, tick)),
                market.conditionId(),
                title(info),
                0,
                "");
        markets.define(slot, tick, domain);
        markets.hashedWith(slot, RestReader.micros(info, "mos"), info.path("nr").asBoolean(false));
        return definition;
    }

    /**
     * Takes over the contract that a market trades on, and nothing else.
     *
     * @return whether it is another than before
     * @throws ReferenceException naming the market and what is wrong with it; the table is then as before
     */
    public static boolean redefine(MarketTable markets, int slot, JsonNode info) {
        checkTokens(markets.market(slot), info);
        ExchangeDomain now = domain(markets.market(slot), info);
        boolean moved = now != markets.domain(slot);
        markets.define(slot, markets.tickMicros(slot), now);
        return moved;
    }

    private static void checkTokens(PolymarketMarket market, JsonNode info) {
        if (!market.conditionId().equalsIgnoreCase(RestReader.text(info, "c"))) {
            throw new ReferenceException(market.conditionId() + ": the venue answered about " + info.path("c"));
        }
        JsonNode tokens = info.path("t");
        String yes = tokens.path(0).path("t").asText();
        String no = tokens.path(1).path("t").asText();
        if (tokens.size() != 2 || !yes.equals(market.yesTokenId()) || !no.equals(market.noTokenId())) {
            throw new ReferenceException(market.conditionId() + ": the venue lists tokens " + tokens
                    + " in order of outcomes, configured are first " + market.yesTokenId() + " and second "
                    + market.noTokenId() + "; correct the pair");
        }
    }

    private static ExchangeDomain domain(PolymarketMarket market, JsonNode info) {
        String version = info.path("v").asText("");
        ExchangeDomain domain;
        try {
            domain = ExchangeDomain.of(version, info.path("nr").asBoolean(false));
        } catch (IllegalArgumentException e) {
            throw new ReferenceException(market.conditionId() + ": " + e.getMessage(), e);
        }
        boolean positionId = Words.isPositionId(Words.ofDecimal(market.yesTokenId()));
        if (positionId != (domain == ExchangeDomain.EXCHANGE_V3)) {
            throw new ReferenceException(market.conditionId() + ": version '" + version + "' does not fit token "
                    + market.yesTokenId() + "; v2 markets trade position ids, v1 markets token ids");
        }
        return domain;
    }

    private static String title(JsonNode info) {
        return info.path("t").path(0).path("o").asText() + " / "
                + info.path("t").path(1).path("o").asText();
    }
}
