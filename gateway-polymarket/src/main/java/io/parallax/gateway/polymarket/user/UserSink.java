package io.parallax.gateway.polymarket.user;

import io.parallax.codecs.sbe.Settlement;
import io.parallax.gateway.polymarket.order.OrderTable;

/** Takes what the user channel tells about our orders. */
public interface UserSink {
    /** One part of a trade of ours; key = trade id, order, part. Told again with each change of its settlement. */
    void fill(Part part);

    /** The venue has the order in its book. */
    void live(OrderTable.Entry order, long venueTimeNs);

    /** Nothing is left to match. */
    void matched(OrderTable.Entry order, long filledQtyMicros, long venueTimeNs);

    /** The order was cancelled, dropped or never filled. */
    void ended(OrderTable.Entry order, long filledQtyMicros, long venueTimeNs);

    /** Something happened to the order that its message does not tell fully: ask. */
    void unclear(OrderTable.Entry order);

    /** A message was not understood; it may have been about any order of ours. */
    void fault(int code);

    /** One part of a trade; reused, read at once. */
    final class Part {
        private OrderTable.Entry order;
        private int token;
        private boolean sell;
        private boolean maker;
        private int index;
        private long tradeIdHigh;
        private long tradeIdLow;
        private long priceMicros;
        private long qtyMicros;
        private Settlement settlement = Settlement.NULL_VAL;
        private long venueTimeNs;

        void trade(long idHigh, long idLow, Settlement state, long timeNs) {
            tradeIdHigh = idHigh;
            tradeIdLow = idLow;
            settlement = state;
            venueTimeNs = timeNs;
        }

        void set(
                OrderTable.Entry itsOrder,
                int itsToken,
                boolean isSell,
                boolean isMaker,
                int itsIndex,
                long price,
                long qty) {
            order = itsOrder;
            token = itsToken;
            sell = isSell;
            maker = isMaker;
            index = itsIndex;
            priceMicros = price;
            qtyMicros = qty;
        }

        /** Our order, null when it is ours but not of this session. */
        public OrderTable.Entry order() {
            return order;
        }

        /** Token of our side of the trade, by the table of markets. */
        public int token() {
            return token;
        }

        public boolean isSell() {
            return sell;
        }

        public boolean isMaker() {
            return maker;
        }

        /** Place within the trade: bucket x 256 + position among the makers, 255 for a trade told as a whole. */
        public int index() {
            return index;
        }

        public long tradeIdHigh() {
            return tradeIdHigh;
        }

        public long tradeIdLow() {
            return tradeIdLow;
        }

        /** Price of our own token. */
        public long priceMicros() {
            return priceMicros;
        }

        public long qtyMicros() {
            return qtyMicros;
        }

        public Settlement settlement() {
            return settlement;
        }

        public long venueTimeNs() {
            return venueTimeNs;
        }
    }
}
