package io.parallax.sim.fault;

import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One venue's connections for market data and what is planned for those to come. Loop only. */
public final class Lines {
    private final List<Line> open = new ArrayList<>();
    private final List<Planned> planned = new ArrayList<>();
    private final ArrayDeque<Handshake> answers = new ArrayDeque<>();
    private final Map<Fault.Kind, Long> hits = new EnumMap<>(Fault.Kind.class);
    private final BadText badText = new BadText();
    private Handshake standing = Handshake.ACCEPT;
    private long acceptedCount;
    private long refusedCount;

    /** A fault for connections to come. */
    private static final class Planned {
        private final Fault fault;
        private int connections;

        Planned(Fault fault, int connections) {
            this.fault = fault;
            this.connections = connections;
        }
    }

    /** A client has connected. */
    public Line opened(Channel channel, Voice voice) {
        Line line = new Line(this, channel, voice);
        int slot = 0;
        while (at(slot) != null) {
            slot++;
        }
        line.slot(slot);
        open.add(line);
        acceptedCount++;
        for (Planned next : planned) {
            line.suffer(next.fault);
            next.connections--;
        }
        planned.removeIf(next -> next.connections == 0);
        return line;
    }

    void closed(Line line) {
        open.remove(line);
    }

    /** How to answer the client that asks now. */
    public Handshake nextAnswer() {
        Handshake answer = answers.isEmpty() ? standing : answers.remove();
        if (answer.kind() != Handshake.Kind.ACCEPT) {
            refusedCount++;
        }
        return answer;
    }

    /** Answers the next {@code attempts} clients like this. */
    public void answerNext(Handshake answer, int attempts) {
        for (int i = 0; i < attempts; i++) {
            answers.add(answer);
        }
    }

    /** Answers every client like this from now on. */
    public void answerAll(Handshake answer) {
        standing = answer;
    }

    /** Applies a fault to the connection in a slot. @return whether there is one */
    public boolean suffer(int slot, Fault fault) {
        Line line = at(slot);
        if (line != null) {
            line.suffer(fault);
        }
        return line != null;
    }

    /** Applies a fault to every open connection. */
    public void sufferAll(Fault fault) {
        List.copyOf(open).forEach(line -> line.suffer(fault));
    }

    /** Applies a fault to each of the connections accepted next. */
    public void sufferNext(Fault fault, int connections) {
        planned.add(new Planned(fault, connections));
    }

    /**
     * Applies a fault to one of the connections that follow a market.
     *
     * @param copy 0 for the one in the lowest slot
     * @return whether there is one
     */
    public boolean sufferFollower(String marketId, int copy, Fault fault) {
        List<Line> followers = new ArrayList<>(open);
        followers.removeIf(line -> !line.follows(marketId));
        followers.sort(Comparator.comparingInt(Line::slot));
        if (copy >= followers.size()) {
            return false;
        }
        followers.get(copy).suffer(fault);
        return true;
    }

    /** Ends the faults of the connection in a slot. */
    public void cure(int slot) {
        Line line = at(slot);
        if (line != null) {
            line.cure();
        }
    }

    /** Ends every fault, of connections, planned ones and refusals. */
    public void cureAll() {
        planned.clear();
        answers.clear();
        standing = Handshake.ACCEPT;
        List.copyOf(open).forEach(Line::cure);
    }

    /** Connections open now. */
    public int openCount() {
        return open.size();
    }

    /** Connections accepted so far. */
    public long acceptedCount() {
        return acceptedCount;
    }

    /** Clients turned away so far. */
    public long refusedCount() {
        return refusedCount;
    }

    /** How often a kind of fault has acted. */
    public long hitCount(Fault.Kind kind) {
        return hits.getOrDefault(kind, 0L);
    }

    void hit(Fault.Kind kind) {
        hits.merge(kind, 1L, Long::sum);
    }

    BadText badText() {
        return badText;
    }

    /** Turns a client away as told. */
    public static void reset(Channel channel) {
        Line.reset(channel);
    }

    private Line at(int slot) {
        for (Line line : open) {
            if (line.slot() == slot) {
                return line;
            }
        }
        return null;
    }
}
