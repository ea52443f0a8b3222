package io.parallax.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.MoneyChangedEncoder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What a person is told of a running engine. */
class StatusBoardTest {
    private final StatusBoard board = new StatusBoard(List.of("rain", "snow"));

    @Test
    void shouldTellWhatIsLostForGoodApartFromWhatHoldingsWouldLoseNow() {
        assertThat(board.moneyRecords()).isZero();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        MoneyChangedEncoder money = new MoneyChangedEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        money.dayLossMicros(7_000_000).lostMicros(2_000_000);

        board.onCommand(1, 0, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + money.encodedLength());

        assertThat(board.dayLossMicros()).isEqualTo(7_000_000);
        assertThat(board.lostMicros()).isEqualTo(2_000_000);
        assertThat(board.moneyRecords()).isEqualTo(1);
    }
}
