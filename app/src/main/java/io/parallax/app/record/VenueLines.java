package io.parallax.app.record;

import io.parallax.app.capture.CaptureInstrument;
import java.util.List;

/** The market lines of one venue, as the recorder uses them, in this order. */
interface VenueLines extends AutoCloseable {
    /**
     * Reads the rules of every market; blocking.
     *
     * @throws io.parallax.gateway.reference.ReferenceException when one cannot be read
     */
    List<CaptureInstrument> define();

    /** Opens the lines. */
    void connect();

    /** Whether Kalshi is asked for NO levels in YES price. */
    boolean yesPrices();

    @Override
    void close();
}
