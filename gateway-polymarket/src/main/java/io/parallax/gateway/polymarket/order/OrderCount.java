package io.parallax.gateway.polymarket.order;

/** How many orders a batch is about: the venue counts those against the signer's limit. */
final class OrderCount {
    private OrderCount() {}

    /** @param batch a list of orders or of their hashes, as it is sent */
    static int in(byte[] batch) {
        int depth = 0;
        int items = 1;
        for (byte letter : batch) {
            switch (letter) {
                case '[', '{' -> depth++;
                case ']', '}' -> depth--;
                case ',' -> items += depth == 1 ? 1 : 0;
                default -> {
                    // brackets and commas stand in no text of ours
                }
            }
        }
        return items;
    }
}
