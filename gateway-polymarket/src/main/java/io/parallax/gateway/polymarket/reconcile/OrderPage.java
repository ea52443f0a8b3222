package io.parallax.gateway.polymarket.reconcile;

import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.polymarket.order.OrderTable;
import io.parallax.gateway.polymarket.reference.MarketTable;
import java.util.List;
import org.agrona.DirectBuffer;

/** A page of {@code GET /data/orders}: a list, or an object with the list and the cursor of the next page. Reused. */
final class OrderPage {
    private static final String LAST_PAGE = "LTE=";
    private static final int DATA = 0;
    private static final int CURSOR = 1;
    private static final TextMap PAGE = TextMap.of("data", "next_cursor");
    private static final int ID = 0;
    private static final int ASSET_ID = 1;
    private static final int ORIGINAL_SIZE = 2;
    private static final int SIZE_MATCHED = 3;
    private static final TextMap ROW = TextMap.of("id", "asset_id", "original_size", "size_matched");

    private final MarketTable markets;
    private final OrderTable orders;
    private final JsonCursor json = new JsonCursor();
    private boolean sound;

    OrderPage(MarketTable markets, OrderTable orders) {
        this.markets = markets;
        this.orders = orders;
    }

    /** Adds the page's orders. @return cursor of the next page, empty when this was the last, null when it is not readable */
    String read(DirectBuffer body, int offset, int length, List<RestingOrder> into) {
        String cursor = "";
        sound = true;
        json.wrap(body, offset, length);
        if (json.kind() == JsonCursor.Kind.ARRAY) {
            rows(into);
        } else {
            sound = false; // until the list is seen: another object is no empty list
            if (json.enterObject()) {
                for (int key; (key = json.nextField(PAGE)) >= 0; ) {
                    switch (key) {
                        case DATA -> {
                            sound = true;
                            rows(into);
                        }
                        case CURSOR -> cursor = json.string() ? json.textAsString() : "";
                        default -> json.skip();
                    }
                }
            }
        }
        if (json.end() != DecodeFault.NONE || !sound) {
            return null;
        }
        return cursor.equals(LAST_PAGE) ? "" : cursor;
    }

    private void rows(List<RestingOrder> into) {
        if (json.enterArray()) {
            while (json.nextItem()) {
                row(into);
            }
        }
    }

    private void row(List<RestingOrder> into) {
        String id = "";
        OrderTable.Entry order = null;
        int token = MarketTable.ABSENT;
        long size = JsonCursor.ABSENT;
        long matched = JsonCursor.ABSENT;
        if (json.enterObject()) {
            for (int key; (key = json.nextField(ROW)) >= 0; ) {
                switch (key) {
                    case ID -> {
                        if (json.string()) {
                            id = json.textAsString();
                            order = orders.byHash(json.buffer(), json.textOffset(), json.textLength());
                        }
                    }
                    case ASSET_ID -> {
                        if (json.string()) {
                            token = markets.token(json.buffer(), json.textOffset(), json.textLength());
                        }
                    }
                    case ORIGINAL_SIZE -> size = json.decimalMicros();
                    case SIZE_MATCHED -> matched = json.decimalMicros();
                    default -> json.skip();
                }
            }
        }
        sound &= !id.isEmpty();
        long remaining = size == JsonCursor.ABSENT ? 0 : Math.max(0, size - Math.max(0, matched));
        into.add(new RestingOrder(id, order, token, remaining));
    }
}
