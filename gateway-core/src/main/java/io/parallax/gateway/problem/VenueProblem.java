package io.parallax.gateway.problem;

import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.VenueConditionKind;
import java.util.concurrent.TimeUnit;

/**
 * Every way in which a venue, or what stands before it, refuses a request. Gateways map status, body and headers of an answer
 * to one of these; what follows stands here alone.
 */
public enum VenueProblem {
    /** The key, its secret or passphrase is not one the venue knows. */
    AUTHENTICATION(
            Remedy.HALT,
            RejectCode.AUTHENTICATION,
            VenueConditionKind.AUTH_REFUSED,
            0,
            "check the API key and its secret: ./parallax keys check"),
    /** The signature does not verify for this key. */
    BAD_SIGNATURE(
            Remedy.HALT,
            RejectCode.AUTHENTICATION,
            VenueConditionKind.AUTH_REFUSED,
            0,
            "the private key does not belong to the key id or wallet: ./parallax keys check"),
    /** The key is known and may not do this. */
    NOT_PERMITTED(
            Remedy.HALT,
            RejectCode.AUTHENTICATION,
            VenueConditionKind.AUTH_REFUSED,
            0,
            "give the API key the permission to trade, or use another key"),
    /** The time of the request is outside the venue's window: nothing signed is taken until the clock is right. */
    CLOCK_SKEW(
            Remedy.HALT,
            RejectCode.AUTHENTICATION,
            VenueConditionKind.AUTH_REFUSED,
            0,
            "the clock of this machine is off: let NTP set it, then resume"),
    /** The venue does not trade from where we are. */
    GEOBLOCKED(
            Remedy.HALT,
            RejectCode.AUTHENTICATION,
            VenueConditionKind.AUTH_REFUSED,
            0,
            "the venue does not serve this place: run from one that it serves"),
    /** The host before the venue refuses us; asking again makes it longer. */
    EDGE_BLOCKED(
            Remedy.PAUSE,
            RejectCode.VENUE_UNAVAILABLE,
            VenueConditionKind.UNAVAILABLE,
            TimeUnit.SECONDS.toNanos(600),
            "the host before the venue blocks this address: wait ten minutes, then fewer requests or another address"),
    /** The account may only close. */
    CLOSED_ONLY(
            Remedy.PAUSE,
            RejectCode.AUTHENTICATION,
            VenueConditionKind.CANCEL_ONLY,
            0,
            "the venue lets this account close positions only: ask the venue"),
    /** Too many requests. */
    RATE_LIMITED(
            Remedy.PAUSE,
            RejectCode.RATE_LIMITED,
            VenueConditionKind.RATE_LIMITED,
            0,
            "fewer requests: lower the rates in exposure.ordersPerSecond"),
    /** The matching engine restarts; nothing was looked at. */
    RESTARTING(
            Remedy.RETRY,
            RejectCode.VENUE_UNAVAILABLE,
            VenueConditionKind.UNAVAILABLE,
            TimeUnit.SECONDS.toNanos(2),
            "the venue restarts: it comes back by itself"),
    /** Trading is off as announced. */
    MAINTENANCE(
            Remedy.PAUSE,
            RejectCode.VENUE_UNAVAILABLE,
            VenueConditionKind.MAINTENANCE,
            0,
            "the venue is closed: see its schedule"),
    /** Orders may be cancelled only. */
    CANCEL_ONLY(
            Remedy.PAUSE,
            RejectCode.VENUE_UNAVAILABLE,
            VenueConditionKind.CANCEL_ONLY,
            0,
            "the venue takes cancels only: wait"),
    /** Orders that would match at once are refused. */
    POST_ONLY(
            Remedy.PAUSE,
            RejectCode.POST_ONLY,
            VenueConditionKind.POST_ONLY,
            0,
            "the venue takes resting orders only: wait"),
    /** Trading is off, by no schedule. */
    DISABLED(
            Remedy.PAUSE,
            RejectCode.VENUE_UNAVAILABLE,
            VenueConditionKind.DISABLED,
            0,
            "the venue has trading switched off: wait"),
    /** A limit of the venue on our account, set by us. */
    GUARD_TRIPPED(
            Remedy.HALT,
            RejectCode.OTHER,
            VenueConditionKind.GUARD_TRIPPED,
            0,
            "the order group's limit was reached: look why, then resume"),
    /** Not enough cash. */
    INSUFFICIENT_FUNDS(
            Remedy.REJECT, RejectCode.INSUFFICIENT_FUNDS, null, 0, "more cash at the venue, or lower limits"),
    /** The exchange contract may not take the funds. */
    NO_ALLOWANCE(
            Remedy.REJECT,
            RejectCode.NO_ALLOWANCE,
            null,
            0,
            "approve the exchange for the collateral or the outcome tokens: ./parallax doctor names contract and amount"),
    /** The price is not on the market's grid. */
    BAD_TICK(Remedy.REJECT, RejectCode.BAD_TICK, null, 0, "the market's tick changed, or its definition is old"),
    /** Too small, too large, or finer than the market's lots. */
    BAD_SIZE(Remedy.REJECT, RejectCode.BAD_SIZE, null, 0, "the market's least size or notional is larger"),
    /** The market takes no orders. */
    MARKET_CLOSED(Remedy.REJECT, RejectCode.MARKET_CLOSED, null, 0, "the market is closed or not open yet"),
    /** An immediate order found no counterpart. */
    NOT_FILLABLE(Remedy.REJECT, RejectCode.NOT_FILLABLE, null, 0, "the book moved: nothing to do"),
    /** An order with this identity is there already. */
    DUPLICATE(Remedy.UNKNOWN, RejectCode.DUPLICATE, null, 0, "the order is there already: it is asked about"),
    /** Not in the book; says nothing of what filled. */
    NOT_FOUND(Remedy.UNKNOWN, RejectCode.OTHER, null, 0, "the venue does not know it now: it is asked about"),
    /** The order was signed for another contract or protocol than the market trades on. */
    WRONG_VERSION(
            Remedy.REJECT,
            RejectCode.OTHER,
            null,
            0,
            "the market moved to another exchange contract: its definition is read again"),
    /** The request is not one the venue takes: a defect of ours. */
    BAD_REQUEST(
            Remedy.REJECT,
            RejectCode.OTHER,
            null,
            0,
            "the venue does not take this request: report it with the journal"),
    /** The venue failed; what it did is not known. */
    SERVER_ERROR(Remedy.UNKNOWN, RejectCode.OTHER, null, 0, "the venue failed: it is asked about"),
    /** An answer that is none of these. */
    UNREADABLE(
            Remedy.UNKNOWN, RejectCode.OTHER, null, 0, "the answer is none that is known: report it with the journal");

    private final Remedy remedy;
    private final RejectCode rejectCode;
    private final VenueConditionKind condition;
    private final long coolDownNs;
    private final String fix;

    VenueProblem(Remedy remedy, RejectCode rejectCode, VenueConditionKind condition, long coolDownNs, String fix) {
        this.remedy = remedy;
        this.rejectCode = rejectCode;
        this.condition = condition;
        this.coolDownNs = coolDownNs;
        this.fix = fix;
    }

    public Remedy remedy() {
        return remedy;
    }

    /** How an order that met it was refused; an order in doubt is unknown instead ({@link Remedy#UNKNOWN}). */
    public RejectCode rejectCode() {
        return rejectCode;
    }

    /** What it says of the venue, or null when it is about the request alone. */
    public VenueConditionKind condition() {
        return condition;
    }

    /** Nothing is asked before so long, when the venue names no time itself; 0 = no rule. */
    public long coolDownNs() {
        return coolDownNs;
    }

    /** What a person can do. */
    public String fix() {
        return fix;
    }
}
