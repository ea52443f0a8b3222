package io.parallax.engine.state;

import io.parallax.codecs.sbe.LatchScope;
import java.util.List;

/** What must be so before a resume is obeyed. A refusal names the checks that are red by these names. */
public enum ResumeCheck {
    VENUES("both venues told our orders, positions and cash", "let the session reconcile, or start it anew"),
    CLOCK(
            "the clock is not behind engine time",
            "set the clock right and wait until it has caught up; ages and deadlines stand still until then"),
    ORDERS("no order is in doubt", "wait for the venue's answer; each order in doubt is asked about every second"),
    HEARTBEAT(
            "the venue takes our heartbeat",
            "wait for one that succeeds, and see why they fail: what is sent now might rest there without us"),
    PAIRS(
            "no frozen attempt holds what is not hedged",
            "flatten, or look at the pair and resume it by name, which takes its holding as it stands"),
    LOSS("the loss of the day is below its limit", "wait for the next day, or start anew with a higher limit"),
    REVIEW(
            "a person may answer for what closed the pair",
            "its markets are not those that were reviewed: review the pair, then start anew");

    private final String claim;
    private final String remedy;

    ResumeCheck(String claim, String remedy) {
        this.claim = claim;
        this.remedy = remedy;
    }

    /** The checks of a resume of this scope. */
    public static List<ResumeCheck> of(LatchScope scope) {
        return switch (scope) {
            case ENGINE -> List.of(VENUES, CLOCK, ORDERS, PAIRS, LOSS);
            case VENUE -> List.of(VENUES, ORDERS, HEARTBEAT);
            default -> List.of(REVIEW, ORDERS);
        };
    }

    /** What is so when the check is green. */
    public String claim() {
        return claim;
    }

    /** What makes a red check green. */
    public String remedy() {
        return remedy;
    }
}
