package io.parallax.engine.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lmax.disruptor.BlockingWaitStrategy;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.engine.port.EngineLogic;
import io.parallax.engine.port.EventJournal;
import io.parallax.engine.port.EventPublisher;
import io.parallax.engine.port.StageProbe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Order of the roles, the reserved quarter and the end of a ring whose handler throws. */
class EventRingTest {
    private final List<String> trace = Collections.synchronizedList(new ArrayList<>());
    private final List<String> fatal = Collections.synchronizedList(new ArrayList<>());
    private final UnsafeBuffer event = new UnsafeBuffer(new byte[64]);

    /** Writes one command that repeats the event's number; throws on 13. */
    private final class Echo implements EngineLogic {
        private final CountDownLatch hold;

        Echo(CountDownLatch hold) {
            this.hold = hold;
        }

        @Override
        public void onEvent(long sequence, DirectBuffer buffer, int offset, int length, CommandBuffer out) {
            try {
                hold.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            int value = buffer.getInt(offset);
            if (value == 13) {
                throw new IllegalStateException("poison");
            }
            trace.add("engine " + value);
            out.buffer().putInt(out.claim(), value);
            out.commit(Integer.BYTES);
        }

        @Override
        public long stateHash() {
            return 0;
        }
    }

    private EventRing ring(int size, RingLayout layout, CountDownLatch hold) {
        EventJournal journal = (sequence, e, eo, el, c, co, cl) -> trace.add("journal " + e.getInt(eo));
        EventRing ring = new EventRing(new EventRing.Parts(
                size,
                layout,
                new BlockingWaitStrategy(),
                EventRingTest::quietThread,
                new Echo(hold),
                journal,
                (sequence, received, buffer, offset, length) -> trace.add("dispatch " + buffer.getInt(offset)),
                StageProbe.NONE,
                (role, sequence, cause) -> fatal.add(role + " " + sequence + " " + cause.getMessage())));
        ring.start();
        return ring;
    }

    /** The dying role's stack trace is expected here and would only fill the log. */
    private static Thread quietThread(Runnable role) {
        Thread thread = Executors.defaultThreadFactory().newThread(role);
        thread.setUncaughtExceptionHandler((dead, cause) -> {});
        return thread;
    }

    private UnsafeBuffer event(int value) {
        event.putInt(0, value);
        return event;
    }

    @ParameterizedTest
    @EnumSource(RingLayout.class)
    void shouldJournalBeforeDispatchInBothLayouts(RingLayout layout) {
        EventRing ring = ring(16, layout, new CountDownLatch(0));
        for (int i = 0; i < 5; i++) {
            ring.publish(event(i), 0, 4, 0);
        }
        assertThat(ring.shutdown(5_000)).isTrue();
        for (int i = 0; i < 5; i++) {
            assertThat(trace.indexOf("engine " + i)).isLessThan(trace.indexOf("journal " + i));
            assertThat(trace.indexOf("journal " + i)).isLessThan(trace.indexOf("dispatch " + i));
        }
        assertThat(trace.stream().filter(t -> t.startsWith("dispatch")))
                .containsExactly("dispatch 0", "dispatch 1", "dispatch 2", "dispatch 3", "dispatch 4");
    }

    @Test
    void shouldKeepTheLastQuarterForOwnOrdersAndCommands() {
        CountDownLatch hold = new CountDownLatch(1);
        EventRing ring = ring(16, RingLayout.COMPACT, hold);
        int offered = 0;
        while (ring.offerMarketData(event(1), 0, 4, 0)) {
            offered++;
        }
        assertThat(offered).isEqualTo(12);
        assertThat(ring.refusedMarketData()).isEqualTo(1);
        for (int i = 0; i < 4; i++) {
            ring.publish(event(2), 0, 4, 0);
        }
        assertThatThrownBy(() -> ring.publish(event(3), 0, 4, 0)).hasMessageContaining("ring full");
        assertThat(fatal).hasSize(1);
        hold.countDown();
        assertThat(ring.shutdown(5_000)).isTrue();
        assertThat(trace.stream().filter(t -> t.startsWith("dispatch"))).hasSize(16);
    }

    @ParameterizedTest
    @EnumSource(RingLayout.class)
    void shouldNeverDispatchAfterAHandlerThrew(RingLayout layout) throws Exception {
        EventRing ring = ring(16, layout, new CountDownLatch(0));
        ring.publish(event(1), 0, 4, 0);
        ring.publish(event(13), 0, 4, 0);
        ring.publish(event(2), 0, 4, 0);
        for (int i = 0; i < 200 && fatal.isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(ring.shutdown(100)).isFalse();
        assertThat(fatal).containsExactly("handler 1 poison");
        assertThat(trace).doesNotContain("engine 2", "journal 13", "dispatch 13", "dispatch 2");
    }

    @Test
    void shouldRefuseAnEventLargerThanASlot() {
        EventRing ring = ring(16, RingLayout.COMPACT, new CountDownLatch(0));
        UnsafeBuffer large = new UnsafeBuffer(new byte[EventPublisher.MAX_EVENT_LENGTH + 1]);
        assertThatThrownBy(() -> ring.publish(large, 0, large.capacity(), 0)).hasMessageContaining("2049");
        ring.close();
    }
}
