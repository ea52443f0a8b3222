package io.parallax.app.replay;

import org.agrona.DirectBuffer;

/** Sees a journal go by, in order: each event, then what it caused. */
public interface RecordVisitor {
    /** The next event. */
    void onEvent(DirectBuffer buffer, int offset);

    /** The next command or record of that event. */
    void onCommand(DirectBuffer buffer, int offset);

    /** Looks at nothing. */
    RecordVisitor NONE = new RecordVisitor() {
        @Override
        public void onEvent(DirectBuffer buffer, int offset) {}

        @Override
        public void onCommand(DirectBuffer buffer, int offset) {}
    };
}
