package io.parallax.app.record;

import io.parallax.app.capture.CaptureInstrument;
import io.parallax.codecs.sbe.InstrumentDefinedDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.engine.port.EventPublisher;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Where the gateway's events go: definitions are kept, all others are for an engine that is not there. */
final class Definitions implements EventPublisher {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinedDecoder event = new InstrumentDefinedDecoder();
    private final List<CaptureInstrument> instruments = new ArrayList<>();
    private boolean closed;

    /** The instruments defined, in order of ids. Nothing is kept after this. */
    synchronized List<CaptureInstrument> take() {
        closed = true;
        return List.copyOf(instruments);
    }

    @Override
    public boolean offerMarketData(DirectBuffer buffer, int offset, int length, long receivedNanos) {
        return true;
    }

    @Override
    public synchronized void publish(DirectBuffer buffer, int offset, int length, long receivedNanos) {
        if (closed) {
            return;
        }
        header.wrap(buffer, offset);
        if (header.templateId() == InstrumentDefinedDecoder.TEMPLATE_ID) {
            int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
            event.wrap(buffer, body, header.blockLength(), header.version());
            instruments.add(read());
        }
    }

    private CaptureInstrument read() {
        int id = event.instrumentId();
        long minQtyMicros = event.minQtyMicros();
        List<CaptureInstrument.Band> bands = new ArrayList<>();
        for (InstrumentDefinedDecoder.BandsDecoder band : event.bands()) {
            bands.add(new CaptureInstrument.Band(band.startMicros(), band.endMicros(), band.stepMicros()));
        }
        return new CaptureInstrument(id, event.symbol(), event.title(), "", "", bands, minQtyMicros, null);
    }
}
