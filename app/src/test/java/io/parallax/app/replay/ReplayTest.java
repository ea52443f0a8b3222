package io.parallax.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.RefreshBalanceEncoder;
import io.parallax.codecs.sbe.TimerEncoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.engine.port.EngineLogic;
import io.parallax.journal.SessionWriter;
import io.parallax.journal.Sessions;
import io.parallax.journal.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final long SESSION_ID = 77;
    private static final int EVENTS = 40;

    @TempDir
    private Path root;

    /** Asks for a balance at every fourth event; from {@code turnsAt} on, at the other venue. */
    private static final class Asking implements EngineLogic {
        private final RefreshBalanceEncoder command = new RefreshBalanceEncoder();
        private final MessageHeaderEncoder header = new MessageHeaderEncoder();
        private final long turnsAt;
        private final long seed;
        private long seen;

        Asking(long turnsAt, long seed) {
            this.turnsAt = turnsAt;
            this.seed = seed;
        }

        @Override
        public void onEvent(long sequence, DirectBuffer event, int offset, int length, CommandBuffer out) {
            seen++;
            if (sequence % 4 == 3) {
                command.wrapAndApplyHeader(out.buffer(), out.claim(), header)
                        .venue(sequence < turnsAt ? Venue.KALSHI : Venue.POLYMARKET);
                out.commit(MessageHeaderEncoder.ENCODED_LENGTH + command.encodedLength());
            }
        }

        @Override
        public long stateHash() {
            return seen * 31 + seed;
        }
    }

    private Path record(boolean seal) {
        Path session = Sessions.create(root, SESSION_ID, 1_000_000_000L);
        EngineLogic engine = new Asking(Long.MAX_VALUE, 0);
        UnsafeBuffer event = new UnsafeBuffer(new byte[64]);
        CommandBuffer commands = new CommandBuffer(new UnsafeBuffer(new byte[4096]));
        TimerEncoder timer = new TimerEncoder().wrapAndApplyHeader(event, 0, new MessageHeaderEncoder());
        int length = MessageHeaderEncoder.ENCODED_LENGTH + timer.encodedLength();
        try (SessionWriter writer = SessionWriter.open(session, SESSION_ID)) {
            for (int sequence = 0; sequence < EVENTS; sequence++) {
                timer.meta().timestampNs(sequence).venueTimeNs(0);
                commands.clear();
                engine.onEvent(sequence, event, 0, length, commands);
                writer.append(sequence, event, 0, length, commands.buffer(), 0, commands.length());
            }
            if (seal) {
                writer.seal(engine.stateHash());
            }
        }
        return session;
    }

    private static ReplayResult replay(Path session, long turnsAt, long seed) {
        return Replay.run(session, new Asking(turnsAt, seed), RecordVisitor.NONE);
    }

    @Test
    void shouldBeIdenticalWhenEngineDoesTheSame() {
        ReplayResult result = replay(record(true), Long.MAX_VALUE, 0);
        assertThat(result.isIdentical()).isTrue();
        assertThat(result.records()).isEqualTo(EVENTS);
        assertThat(result.sealedHash()).hasValue(result.stateHash());
    }

    @Test
    void shouldNameFirstCommandThatDiffers() {
        ReplayResult result = replay(record(true), 10, 0);
        assertThat(result.isIdentical()).isFalse();
        Divergence first = result.divergence().orElseThrow();
        assertThat(first.sequence()).isEqualTo(11);
        assertThat(first.recordedText()).contains("venue=KALSHI");
        assertThat(first.producedText()).contains("venue=POLYMARKET");
        assertThat(first.render()).contains("at sequence 11, command 0", "Timer", "RefreshBalance");
    }

    @Test
    void shouldTellDifferentFinalState() {
        ReplayResult result = replay(record(true), Long.MAX_VALUE, 1);
        assertThat(result.divergence()).isEmpty();
        assertThat(result.isIdentical()).isFalse();
        assertThat(result.isCorrupt()).isFalse();
    }

    @Test
    void shouldReplayWholeRecordsOfSessionThatWasNotSealed() {
        ReplayResult result = replay(record(false), Long.MAX_VALUE, 0);
        assertThat(result.isIdentical()).isTrue();
        assertThat(result.verdict().status()).isEqualTo(Verdict.Status.UNSEALED);
        assertThat(result.records()).isEqualTo(EVENTS);
    }

    @Test
    void shouldReportFlippedByteOfCopiedJournal() throws IOException {
        Path session = record(true);
        try (Stream<Path> files = Files.list(session.resolve("queue"))) {
            Path records = files.filter(file -> file.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(records);
            bytes[bytes.length - bytes.length / 3] ^= 4;
            Files.write(records, bytes);
        }
        ReplayResult result = replay(session, Long.MAX_VALUE, 0);
        assertThat(result.isCorrupt()).isTrue();
        assertThat(result.isIdentical()).isFalse();
        assertThat(result.verdict().reason()).isNotEmpty();
    }

    @Test
    void shouldCallFailingEngineDivergence() {
        EngineLogic failing = new EngineLogic() {
            @Override
            public void onEvent(long sequence, DirectBuffer event, int offset, int length, CommandBuffer out) {
                throw new ArithmeticException("long overflow");
            }

            @Override
            public long stateHash() {
                return 0;
            }
        };
        ReplayResult result = Replay.run(record(true), failing, RecordVisitor.NONE);
        assertThat(result.divergence().orElseThrow().producedText()).contains("long overflow");
    }
}
