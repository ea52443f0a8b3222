package io.parallax.gateway.polymarket.market;

import java.util.ArrayList;
import java.util.List;

/** Every call of a sink as a line, with all that a batch tells during it. */
final class SinkLog implements MarketSink {
    final List<String> lines = new ArrayList<>();

    @Override
    public void book(int slot, long venueTimeNs, LevelBatch levels) {
        lines.add("book " + slot + ' ' + venueTimeNs + told(levels));
    }

    @Override
    public void changes(int slot, long venueTimeNs, LevelBatch levels) {
        lines.add("changes " + slot + ' ' + venueTimeNs + told(levels));
    }

    private static String told(LevelBatch levels) {
        StringBuilder text = new StringBuilder();
        text.append(" of ").append(levels.bookOutcome()).append(levels.isV2() ? " v2" : "");
        for (int outcome = 0; outcome < 2; outcome++) {
            text.append(' ').append(text(levels, levels.hashOffset(outcome), LevelBatch.HASH_LENGTH));
        }
        text.append(" last ").append(text(levels, levels.lastTradeOffset(), levels.lastTradeLength()));
        for (int i = 0; i < levels.size(); i++) {
            text.append(levels.isSkipped(i) ? " (" : " ")
                    .append(levels.token(i))
                    .append(levels.side(i) == LevelBatch.BID ? " bid " : " ask ")
                    .append(levels.qtyMicros(i))
                    .append('@')
                    .append(levels.priceMicros(i))
                    .append(levels.isSkipped(i) ? ")" : "");
        }
        return text.toString();
    }

    private static String text(LevelBatch levels, int offset, int length) {
        return offset < 0 ? "none" : '\'' + levels.frame().getStringWithoutLengthAscii(offset, length) + '\'';
    }

    @Override
    public void trade(int slot, long venueTimeNs, boolean takerBuysYes, long priceMicros, long qtyMicros) {
        lines.add("trade " + slot + ' ' + venueTimeNs + ' ' + takerBuysYes + ' ' + qtyMicros + '@' + priceMicros);
    }

    @Override
    public void tick(int slot, long venueTimeNs, long tickMicros) {
        lines.add("tick " + slot + ' ' + venueTimeNs + ' ' + tickMicros);
    }

    @Override
    public void resolved(int slot, long venueTimeNs, long payoutMicros) {
        lines.add("resolved " + slot + ' ' + venueTimeNs + ' ' + payoutMicros);
    }

    @Override
    public void fault(int slot, int code) {
        lines.add("fault " + slot + ' ' + code);
    }
}
