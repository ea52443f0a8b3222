package io.parallax.gateway.kalshi.market;

/** What a line asks of the feed it belongs to. On the event loop. */
interface LineOwner {
    /** A market has a new grid: its book holds on no line; the one that tells has seen to its own. */
    void onNewGrid(int line, int market);

    /** Whether this line is the one whose news of markets count. */
    boolean isHeardOnMarkets(int line);

    /** The venue takes no more of these markets on the line's subscription. */
    void onTooManyMarkets(int line, int[] markets);

    /** For a line that belongs to nobody. */
    LineOwner ALONE = new LineOwner() {
        @Override
        public void onNewGrid(int line, int market) {
            // The line itself has seen to it.
        }

        @Override
        public boolean isHeardOnMarkets(int line) {
            return true;
        }

        @Override
        public void onTooManyMarkets(int line, int[] markets) {
            // There is no other line to take them.
        }
    };
}
