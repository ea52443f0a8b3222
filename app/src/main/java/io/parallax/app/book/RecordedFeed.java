package io.parallax.app.book;

import io.parallax.gateway.ws.FrameListener;
import java.util.function.ObjLongConsumer;

/** One venue's lines, fed from a recording. */
interface RecordedFeed {
    /** The line of this number, made when first asked for. */
    FrameListener line(int number);

    /** The frames are over: what waits for more is judged by what is there. */
    void finish();

    /** Tells what the lines counted, by name, lower case. */
    void counters(ObjLongConsumer<String> reader);

    /** Tells what could not be read, by the name of the fault. */
    void faults(ObjLongConsumer<String> reader);
}
