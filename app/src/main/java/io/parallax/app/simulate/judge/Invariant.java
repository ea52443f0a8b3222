package io.parallax.app.simulate.judge;

/** What must hold, by the ids of the fault list; the ones that a run in one thread can judge. */
public enum Invariant {
    J1("every order frame is that of one journaled intent"),
    J2("no order of our account without an intent, none with two"),
    J3("records are dense and chained"),
    J4("after a crash every durable record is there, and none that was not made"),
    D1("replaying the journal gives the recorded state"),
    D2("replaying the journal gives the recorded commands"),
    O1("every step of an order is in its table"),
    O2("an order has one identity, and one successor at a time"),
    O3("unknown is left by evidence alone, and an end is the venue's"),
    O4("no order is believed to have filled more than it did"),
    O5("a repeated fill changes nothing"),
    O6("no fill is dropped"),
    O7("a fill is taken back once"),
    O8("price, quantity and notional are what the venue takes"),
    O9("no more requests than the bucket holds"),
    X2("the interval holds every position the venue can still reach"),
    X3("the position without a hedge is bounded"),
    X4("money is reserved before it is spent"),
    X5("hedges and unwinds only shrink what is open"),
    X6("what is matched in a pair is capped"),
    X7("what has not settled is capped"),
    X8("an opening earns its least edge when it is sent"),
    X9("the ledger balances"),
    X10("an opening rests on fresh and whole inputs"),
    M1("nothing is sent through a closed gate but what an operator asked for"),
    M2("a latch stands until a person resumes"),
    M3("a halt cancels at both venues"),
    M5("no order before both venues are reconciled"),
    M6("faults only narrow"),
    M7("no opening at a venue whose heartbeat fails"),
    B1("a live book is not crossed"),
    B2("at rest a live book is the venue's"),
    B3("a line's book is not live after a gap until its snapshot"),
    B5("a new grid leaves nothing of the old one in use"),
    V1("at rest positions are the venues'"),
    V2("at rest cash is the venues'"),
    V3("at rest no order is open that we do not know"),
    L1("at rest no attempt is under way"),
    L2("what is naked is hedged in time, or frozen and told");

    private final String statement;

    Invariant(String statement) {
        this.statement = statement;
    }

    /** What it says. */
    public String statement() {
        return statement;
    }
}
