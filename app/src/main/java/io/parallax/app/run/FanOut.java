package io.parallax.app.run;

import io.parallax.engine.port.CommandSink;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Hands every command to each sink in order; a sink takes what concerns it. Sinks are set once, before the ring starts;
 * then the dispatch thread alone reads them.
 */
final class FanOut implements CommandSink {
    private CommandSink[] sinks = {};

    /** Sets the sinks, since they need the ring and the ring needs this. */
    void sinks(List<? extends CommandSink> all) {
        sinks = all.toArray(new CommandSink[0]);
    }

    @Override
    public void onSlot(long sequence, DirectBuffer commands, int offset, int length) {
        for (CommandSink sink : sinks) {
            sink.onSlot(sequence, commands, offset, length);
        }
    }

    @Override
    public void onCommand(long sequence, long receivedNanos, DirectBuffer buffer, int offset, int length) {
        for (CommandSink sink : sinks) {
            sink.onCommand(sequence, receivedNanos, buffer, offset, length);
        }
    }
}
