package io.parallax.sim.polymarket;

import io.parallax.sim.polymarket.limit.EdgeLimits;
import io.parallax.sim.polymarket.limit.SignerLimits;

/** What the venue is like at the moment, for everybody: set on demand, read at every call. Written by the event loop. */
final class Conditions {
    private static final int PAGE = 500;

    private final SignerLimits signers = new SignerLimits();
    private final EdgeLimits edge = new EdgeLimits();
    private TradingMode mode = TradingMode.NORMAL;
    private Geoblock geoblock = Geoblock.SERVED;
    private long clockOffsetMs;
    private int pageSize = PAGE;
    private boolean plainAccountsRefused;
    private boolean sellOnlySettled;
    private Settlement nextSettlement;

    TradingMode mode() {
        return mode;
    }

    void mode(TradingMode newMode) {
        mode = newMode;
    }

    Geoblock geoblock() {
        return geoblock;
    }

    void geoblock(Geoblock where) {
        geoblock = where;
    }

    /** How far the venue's clock is ahead of the true time. */
    long clockOffsetMs() {
        return clockOffsetMs;
    }

    void clockOffsetMs(long offsetMs) {
        clockOffsetMs = offsetMs;
    }

    /** Rows of a page of orders or trades. */
    int pageSize() {
        return pageSize;
    }

    void pageSize(int rows) {
        pageSize = rows;
    }

    /** Whether orders of plain accounts (signature type 0) are refused, as the venue does with new ones. */
    boolean plainAccountsRefused() {
        return plainAccountsRefused;
    }

    void plainAccountsRefused(boolean refused) {
        plainAccountsRefused = refused;
    }

    /** Whether tokens can be sold only once the match that brought them is confirmed. */
    boolean sellOnlySettled() {
        return sellOnlySettled;
    }

    void sellOnlySettled(boolean only) {
        sellOnlySettled = only;
    }

    SignerLimits signers() {
        return signers;
    }

    EdgeLimits edge() {
        return edge;
    }

    /** How the next match settles, if told; asked once for each match. */
    Settlement takeSettlement() {
        Settlement next = nextSettlement;
        nextSettlement = null;
        return next;
    }

    void nextSettlement(Settlement way) {
        nextSettlement = way;
    }
}
