package io.parallax.engine.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.engine.book.BookHealth.Input;
import io.parallax.engine.book.BookHealth.State;
import org.junit.jupiter.api.Test;

final class BookHealthTest {
    private static final State L = State.LIVE;
    private static final State A = State.AWAITING_SNAPSHOT;
    private static final State S = State.STALE;
    private static final State G = State.GAPPED;
    private static final State C = State.CROSSED;

    /** Rows by state in the order of the enum: LIVE, AWAITING_SNAPSHOT, STALE, GAPPED, CROSSED. */
    private static State[] expected(Input input) {
        return switch (input) {
            case SNAPSHOT_COMPLETE -> new State[] {L, L, L, L, L};
            case SNAPSHOT_CROSSED -> new State[] {C, C, C, C, C};
            case SNAPSHOT_BEGUN -> new State[] {L, A, A, A, C};
            case CONNECT, TICK_CHANGE -> new State[] {A, A, A, A, A};
            case GAP -> new State[] {G, G, G, G, G};
            case DISCONNECT, FAULT -> new State[] {S, S, S, S, S};
            case STALE_SIGNAL -> new State[] {S, A, S, G, S};
            case CROSSED_SEEN -> new State[] {C, A, S, G, C};
            case UNCROSSED_SEEN -> new State[] {L, A, S, G, L};
        };
    }

    @Test
    void shouldAnswerEveryInputInEveryStateAsTheTableSays() {
        for (Input input : Input.values()) {
            for (State state : State.values()) {
                assertThat(BookHealth.next(state, input))
                        .as("%s on %s", state, input)
                        .isEqualTo(expected(input)[state.ordinal()]);
            }
        }
    }

    @Test
    void shouldBecomeLiveOnlyBySnapshotOrByUncrossing() {
        for (Input input : Input.values()) {
            for (State state : State.values()) {
                if (state != L && BookHealth.next(state, input) == L) {
                    assertThat(input == Input.SNAPSHOT_COMPLETE || state == C && input == Input.UNCROSSED_SEEN)
                            .as("%s on %s", state, input)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void shouldRememberWhenItsStateBegan() {
        BookHealth health = new BookHealth();
        assertThat(health.state()).isEqualTo(A);
        assertThat(health.apply(Input.SNAPSHOT_COMPLETE, 10)).isTrue();
        assertThat(health.apply(Input.SNAPSHOT_COMPLETE, 20)).isFalse();
        assertThat(health.sinceNs()).isEqualTo(10);
        assertThat(health.apply(Input.CROSSED_SEEN, 30)).isTrue();
        assertThat(health.apply(Input.SNAPSHOT_CROSSED, 40)).isFalse();
        assertThat(health.sinceNs()).isEqualTo(30);
        assertThat(health.isLive()).isFalse();
        assertThat(health.isWhole()).isTrue();
    }
}
