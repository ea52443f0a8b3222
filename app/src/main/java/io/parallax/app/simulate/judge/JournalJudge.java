package io.parallax.app.simulate.judge;

import io.parallax.app.simulate.world.JournalView;
import io.parallax.app.simulate.world.World;
import io.parallax.engine.core.Engine;
import io.parallax.engine.port.CommandBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The journal: dense, and everything that follows from it. */
final class JournalJudge extends Judge {
    private static final int COMMANDS_CAPACITY = 64 * 1024;

    private final CommandBuffer produced = new CommandBuffer(new UnsafeBuffer(new byte[COMMANDS_CAPACITY]));
    private final UnsafeBuffer left = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer right = new UnsafeBuffer(0, 0);
    private long next;

    JournalJudge(Verdicts verdicts) {
        super(verdicts);
    }

    @Override
    public void onSessionBegin(World world) {
        next = 0;
    }

    @Override
    public void onAppend(World world, long sequence, DirectBuffer record, int offset, int length) {
        long due = next++;
        verdicts.hold(Invariant.J3, sequence == due, () -> "record " + sequence + " after " + (due - 1));
    }

    @Override
    public void onCrash(World world) {
        JournalView journal = world.journal();
        long[] found = {0};
        journal.forEach(0, (sequence, buffer, at, length, event, eventLength, commands, commandsLength) -> found[0]++);
        verdicts.hold(
                Invariant.J4,
                found[0] >= journal.durable() && found[0] <= next,
                () -> found[0] + " records after a crash, " + journal.durable() + " were durable of " + next);
    }

    @Override
    public void atRest(World world) {
        JournalView last = world.journal();
        for (JournalView journal : world.journals()) {
            Engine engine = new Engine();
            replay(journal, engine);
            if (journal == last && world.engine() != null) {
                verdicts.hold(
                        Invariant.D1,
                        engine.stateHash() == world.engine().stateHash(),
                        () -> "replay of session " + journal.sessionId() + " ends in another state");
            }
        }
    }

    private void replay(JournalView journal, Engine engine) {
        journal.forEach(0, (sequence, buffer, at, length, event, eventLength, commands, commandsLength) -> {
            produced.clear();
            engine.onEvent(sequence, buffer, event, eventLength, produced);
            left.wrap(buffer, commands, commandsLength);
            right.wrap(produced.buffer(), 0, produced.length());
            verdicts.hold(
                    Invariant.D2,
                    left.equals(right),
                    () -> "replay of session " + journal.sessionId() + " differs at record " + sequence);
        });
    }
}
