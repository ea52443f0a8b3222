package io.parallax.gateway.kalshi.order;

import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.gateway.budget.RequestKind;
import io.parallax.gateway.http.HttpFailure;
import io.parallax.gateway.http.PreparedCall;
import io.parallax.gateway.http.RequestOut;
import io.parallax.gateway.kalshi.limit.ShardCall;
import org.agrona.DirectBuffer;

/** The creation of one order on its way: its body is written when its bytes go, into the one buffer there is. */
final class CreateCall implements PreparedCall, ShardCall {
    private final Owner owner;
    private final OrderTable.Entry entry;
    private final boolean bid;
    private final long yesPriceMicros;
    private final long qtyMicros;
    private final TimeInForce timeInForce;
    private final boolean flatten;
    private final RequestKind kind;
    private final int shard;
    private long retryAfterNs;

    /** Who sends and takes the answers. */
    interface Owner {
        /** Appends the request, unless it may not go any more. */
        boolean write(CreateCall call, RequestOut out);

        void onAnswer(
                CreateCall call,
                int status,
                DirectBuffer reply,
                int offset,
                int length,
                long receivedNanos,
                long receivedEpochNs);

        void onFailure(OrderTable.Entry entry, HttpFailure failure);
    }

    /** @param shard of the order's market, negative = not known */
    CreateCall(Owner owner, OrderTable.Entry entry, OrderTerms terms, int shard) {
        this.owner = owner;
        this.entry = entry;
        this.bid = terms.isBid();
        this.yesPriceMicros = terms.yesPriceMicros();
        this.qtyMicros = terms.qtyMicros();
        this.timeInForce = terms.timeInForce();
        this.flatten = terms.isFlatten();
        this.kind = terms.kind();
        this.shard = shard;
    }

    /** How long the venue wants us to wait, 0 = it does not say. */
    long retryAfterNs() {
        return retryAfterNs;
    }

    @Override
    public RequestKind kind() {
        return kind;
    }

    @Override
    public int shard() {
        return shard < 0 ? ROUTED : shard;
    }

    @Override
    public void onRetryAfter(long afterNs) {
        retryAfterNs = afterNs;
    }

    boolean isFlatten() {
        return flatten;
    }

    OrderTable.Entry entry() {
        return entry;
    }

    /** @return length of what is in the body's buffer now */
    int encode(OrderBody body, byte[] ticker, byte[] groupId) {
        return body.write(ticker, bid, yesPriceMicros, qtyMicros, timeInForce, entry.orderId, shard, groupId);
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String path() {
        return OrderSender.ORDERS;
    }

    @Override
    public boolean writeRequest(RequestOut out) {
        return owner.write(this, out);
    }

    @Override
    public void onAnswer(
            int status, DirectBuffer body, int offset, int length, long receivedNanos, long receivedEpochNs) {
        owner.onAnswer(this, status, body, offset, length, receivedNanos, receivedEpochNs);
    }

    @Override
    public void onFailure(HttpFailure failure) {
        owner.onFailure(entry, failure);
    }
}
