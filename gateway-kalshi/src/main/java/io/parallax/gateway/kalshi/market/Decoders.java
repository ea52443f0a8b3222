package io.parallax.gateway.kalshi.market;

/** What reads frames. Lines of one loop share it: a frame is done with before the next one is read. */
final class Decoders {
    final FrameReader frames;
    final BookDecoder books;
    final LifecycleDecoder lifecycles;
    final FeeUpdateDecoder feeUpdates;

    Decoders(Markets markets, boolean yesPrices) {
        LevelBuffer levels = new LevelBuffer();
        books = new BookDecoder(markets, yesPrices, levels);
        frames = new FrameReader(markets, yesPrices, levels, books);
        lifecycles = new LifecycleDecoder(markets);
        feeUpdates = new FeeUpdateDecoder(markets);
    }
}
