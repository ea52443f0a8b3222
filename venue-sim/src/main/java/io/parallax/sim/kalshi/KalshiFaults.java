package io.parallax.sim.kalshi;

/** What the next order is to suffer. Set and read on the loop. */
final class KalshiFaults {
    boolean loseNextAnswer;
    KalshiError nextRefusal;

    KalshiError takeRefusal() {
        KalshiError refusal = nextRefusal;
        nextRefusal = null;
        return refusal;
    }

    boolean takeLostAnswer() {
        boolean lose = loseNextAnswer;
        loseNextAnswer = false;
        return lose;
    }
}
