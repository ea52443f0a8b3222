package io.parallax.engine.core;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.VenueConditionDecoder;
import io.parallax.codecs.sbe.VenueConditionKind;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.state.LadderEvent;
import io.parallax.engine.state.LadderTable;
import io.parallax.engine.state.StateHash;
import io.parallax.engine.state.StateLadder;
import io.parallax.engine.state.VenueTrouble;
import io.parallax.engine.state.VenueTroubles;

/**
 * What a venue lets us do, told by its conditions and by how it refuses our orders, as moves of the venue's own ladder. A pause
 * by trouble ends by itself, when what the trouble names has held for a minute; one by a person, by a person.
 */
final class VenueDesk {
    private final StateLadder ladder;
    private final Controls controls;
    private final CommandWriter writer;
    private final VenueTroubles troubles = new VenueTroubles();
    private final boolean[] pausedByPerson = new boolean[3]; // indexed by the venue's wire value, 1 and 2

    VenueDesk(StateLadder ladder, Controls controls, CommandWriter writer) {
        this.ladder = ladder;
        this.controls = controls;
        this.writer = writer;
    }

    void onCondition(VenueConditionDecoder event, long nowNs) {
        Venue venue = event.venue();
        VenueConditionKind kind = event.kind();
        switch (kind) {
            case OPEN -> troubles.open(venue, nowNs);
            case UNAVAILABLE -> trouble(venue, VenueTrouble.UNAVAILABLE, nowNs);
            case POST_ONLY -> trouble(venue, VenueTrouble.POST_ONLY, nowNs);
            case CANCEL_ONLY -> trouble(venue, VenueTrouble.CANCEL_ONLY, nowNs);
            case DISABLED -> trouble(venue, VenueTrouble.DISABLED, nowNs);
            case MAINTENANCE -> trouble(venue, VenueTrouble.MAINTENANCE, nowNs);
            case NO_HEARTBEAT -> trouble(venue, VenueTrouble.NO_HEARTBEAT, nowNs);
            case RATE_LIMITED -> {
                long untilNs = event.untilNs();
                rateLimited(venue, untilNs == VenueConditionDecoder.untilNsNullValue() ? 0 : untilNs, nowNs);
            }
            case AUTH_REFUSED -> credentialsRefused(venue, nowNs);
            case GUARD_TRIPPED ->
                controls.halt(venue, LatchCause.VENUE_GUARD, "a limit of the venue on our account tripped", nowNs);
            default -> throw new IllegalStateException("venue condition " + kind + " is not known to this build");
        }
    }

    /** How a venue refused an order of ours. */
    void onRejected(Venue venue, RejectCode code, long nowNs) {
        switch (code) {
            case VENUE_UNAVAILABLE -> trouble(venue, VenueTrouble.UNAVAILABLE, nowNs);
            case POST_ONLY -> trouble(venue, VenueTrouble.POST_ONLY, nowNs);
            case RATE_LIMITED -> rateLimited(venue, 0, nowNs);
            case AUTHENTICATION -> credentialsRefused(venue, nowNs);
            case INSUFFICIENT_FUNDS, NO_ALLOWANCE -> {
                trouble(venue, VenueTrouble.FUNDS, nowNs);
                writer.refreshBalance(venue);
            }
            default -> {
                // about the order, not about the venue
            }
        }
    }

    void onBalance(Venue venue, long nowNs) {
        troubles.balance(venue, nowNs);
    }

    private void rateLimited(Venue venue, long untilNs, long nowNs) {
        if (troubles.refusedByRate(venue, untilNs, nowNs)) {
            tell(venue, VenueTrouble.RATE_LIMITED);
        }
    }

    /** Without credentials nothing of ours is sure there: that venue halts, and nothing is opened at the other. */
    private void credentialsRefused(Venue venue, long nowNs) {
        controls.halt(venue, LatchCause.AUTHENTICATION, "the venue refused our credentials", nowNs);
        controls.pause(venue + " refused our credentials");
    }

    /** Pauses opening at a venue until what the trouble names has held. */
    void trouble(Venue venue, VenueTrouble trouble, long nowNs) {
        if (troubles.begin(venue, trouble, nowNs)) {
            tell(venue, trouble);
        }
    }

    private void tell(Venue venue, VenueTrouble trouble) {
        EngineState from = ladder.state(venue);
        EngineState to = LadderTable.next(from, LadderEvent.PAUSE);
        ladder.enter(venue, to);
        ladder.shut(venue, troubles.shuts(venue));
        writer.venueStateChanged(venue, from, to, trouble.name());
        writer.alert(AlertCode.VENUE_PAUSED, -1, -1, 0, Micros.NULL);
    }

    /** A person's pause. */
    void pause(Venue venue, String cause) {
        pausedByPerson[venue.value()] = true;
        move(venue, LadderEvent.PAUSE, cause);
    }

    /** Whether our dead-man signal fails there, and none has succeeded since. */
    boolean isMute(Venue venue) {
        return troubles.lasts(venue, VenueTrouble.NO_HEARTBEAT);
    }

    /** A person's resume, when nothing forbids it. */
    void resume(Venue venue, String cause) {
        pausedByPerson[venue.value()] = false;
        troubles.forget(venue);
        ladder.shut(venue, false);
        move(venue, LadderEvent.RESUME, cause);
    }

    void move(Venue venue, LadderEvent event, String cause) {
        EngineState from = ladder.state(venue);
        EngineState to = LadderTable.next(from, event);
        if (from != to) {
            ladder.enter(venue, to);
            writer.venueStateChanged(venue, from, to, cause.length() > 200 ? cause.substring(0, 200) : cause);
        }
    }

    void onTimer(Venue venue, long nowNs) {
        if (troubles.any(venue) && troubles.recover(venue, nowNs)) {
            ladder.shut(venue, false);
            EngineState from = ladder.state(venue);
            EngineState to = pausedByPerson[venue.value()] ? from : LadderTable.next(from, LadderEvent.RECOVERED);
            ladder.enter(venue, to);
            writer.venueStateChanged(venue, from, to, "what paused it has been over for a minute");
        }
    }

    /** Folds this state into {@code hash}. */
    long stateHash(long hash) {
        long h = troubles.stateHash(hash);
        return StateHash.mix(h, (pausedByPerson[1] ? 2 : 0) + (pausedByPerson[2] ? 1 : 0));
    }
}
