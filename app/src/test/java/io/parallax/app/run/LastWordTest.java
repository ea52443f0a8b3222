package io.parallax.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.FeedStatusEncoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.OrderDoneEncoder;
import io.parallax.engine.port.EventPublisher;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class LastWordTest {
    private int passed;
    private final LastWord lastWord = new LastWord(new EventPublisher() {
        @Override
        public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
            passed++;
            return true;
        }

        @Override
        public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
            passed++;
        }
    });

    @Test
    void shouldLetOnlyOwnOrdersPassAfterEnd() {
        UnsafeBuffer feed = new UnsafeBuffer(new byte[128]);
        new FeedStatusEncoder().wrapAndApplyHeader(feed, 16, new MessageHeaderEncoder());
        UnsafeBuffer done = new UnsafeBuffer(new byte[128]);
        new OrderDoneEncoder().wrapAndApplyHeader(done, 0, new MessageHeaderEncoder());

        lastWord.publish(feed, 16, 64, 0);
        assertThat(lastWord.offerMarketData(feed, 16, 64, 0)).isTrue();
        assertThat(passed).isEqualTo(2);

        lastWord.end();
        lastWord.publish(feed, 16, 64, 0);
        assertThat(lastWord.offerMarketData(feed, 16, 64, 0))
                .as("not a refusal, which would be a gap")
                .isTrue();
        assertThat(passed).isEqualTo(2);
        lastWord.publish(done, 0, 64, 0);
        assertThat(passed).isEqualTo(3);
    }
}
