package io.parallax.app.simulate.run;

import io.parallax.app.message.MessageText;
import io.parallax.app.simulate.world.Observer;
import io.parallax.app.simulate.world.SentOrder;
import io.parallax.app.simulate.world.World;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.OpportunityClosedDecoder;
import io.parallax.codecs.sbe.OpportunityDecoder;
import io.parallax.codecs.sbe.TimerDecoder;
import io.parallax.codecs.sbe.TradeDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.sim.core.Fill;
import io.parallax.sim.core.Order;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;

/** The last lines of a run: what the engine was told and said, books and timers left out, and what truly happened. */
public final class Trace implements Observer {
    private static final Set<Integer> QUIET = Set.of(
            BookSnapshotDecoder.TEMPLATE_ID,
            BookUpdateDecoder.TEMPLATE_ID,
            TradeDecoder.TEMPLATE_ID,
            TimerDecoder.TEMPLATE_ID,
            OpportunityDecoder.TEMPLATE_ID,
            OpportunityClosedDecoder.TEMPLATE_ID);

    private final int size;
    private final ArrayDeque<String> lines = new ArrayDeque<>();

    /** @param size lines that are kept */
    public Trace(int size) {
        this.size = size;
    }

    /** Oldest first. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    private void add(World world, String line) {
        if (lines.size() == size) {
            lines.removeFirst();
        }
        lines.addLast(world.nowNs() + " " + line);
    }

    @Override
    public void afterEvent(
            World world,
            long sequence,
            DirectBuffer event,
            int offset,
            int length,
            DirectBuffer commands,
            int commandsOffset,
            int commandsLength) {
        if (!QUIET.contains(MessageText.templateId(event, offset))) {
            add(world, sequence + " event " + MessageText.of(event, offset));
        }
        CommandBuffer.forEach(commands, commandsOffset, commandsLength, (buffer, at, size) -> {
            if (!QUIET.contains(MessageText.templateId(buffer, at))) {
                add(world, sequence + "   -> " + MessageText.of(buffer, at));
            }
        });
    }

    @Override
    public void onAccepted(World world, Venue venue, Order order, SentOrder intent) {
        add(world, "truth " + venue + " accepted " + (intent == null ? "a foreign order" : intent.orderId()));
    }

    @Override
    public void onFilled(World world, Venue venue, Fill fill, SentOrder intent) {
        add(
                world,
                "truth " + venue + " filled " + (intent == null ? "a foreign order" : intent.orderId()) + " " + fill);
    }

    @Override
    public void onFillFailed(World world, Venue venue, Fill fill, SentOrder intent) {
        add(world, "truth " + venue + " failed " + fill);
    }

    @Override
    public void onFault(World world, String kind) {
        add(world, "fault " + kind);
    }

    @Override
    public void onCrash(World world) {
        add(world, "crash");
    }
}
