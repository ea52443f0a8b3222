package io.parallax.bench.decode;

/** The keys as dsl-json and jsoniter hash them (both FNV-1a, 32 bits), as their own generated decoders switch on them. */
final class KeyHash {
    static final int TYPE = 0x5127f14d;
    static final int EVENT_TYPE = 0xcbd834a8;
    static final int SEQ = 0xc9270bbc;
    static final int TS_MS = 0x9024c3f9;
    static final int SENDING_TS_MS = 0x27bd3198;
    static final int TIMESTAMP = 0xb283d523;
    static final int MARKET_TICKER = 0x1ef9ff44;
    static final int MARKET = 0xb5f82e71;
    static final int ASSET_ID = 0x9b0d1681;
    static final int PRICE = 0x0b44452a;
    static final int SIZE = 0x23a0d95c;
    static final int PRICE_DOLLARS = 0xc285ab9e;
    static final int DELTA_FP = 0xdc648a4c;
    static final int YES_PRICE_DOLLARS = 0xe2121ed6;
    static final int COUNT_FP = 0x0b19fd5f;
    static final int SIDE = 0x17ba5e5e;
    static final int TAKER_BOOK_SIDE = 0xd8c77982;
    static final int IS_BLOCK_TRADE = 0xa2df23da;
    static final int MSG = 0xe0805f02;
    static final int PRICE_CHANGES = 0xa3cc8068;
    static final int BIDS = 0xa23b2009;
    static final int ASKS = 0x03b496b3;
    static final int YES_DOLLARS_FP = 0x91ff23a7;
    static final int NO_DOLLARS_FP = 0xff62225d;

    private KeyHash() {}
}
