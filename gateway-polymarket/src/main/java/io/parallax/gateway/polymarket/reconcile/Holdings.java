package io.parallax.gateway.polymarket.reconcile;

import io.netty.channel.EventLoop;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.signing.ExchangeDomain;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Cash and tokens as the venue's cache of the chain has them, one request at a time: the venue takes 200 in ten seconds.
 * Event loop only.
 */
public final class Holdings {
    private static final long PAUSE_MS = 60;

    /** From so many markets on, requests go with a pause between them. */
    private static final int MANY = 50;

    private final Reads reads;
    private final MarketTable markets;
    private final EventLoop loop;
    private final int signatureType;
    private final BalanceBody balance = new BalanceBody();

    /** Takes the tokens of one market. */
    @FunctionalInterface
    interface Tokens {
        void on(int slot, long yesMicros, long noMicros, long receivedEpochNs);
    }

    /** Takes a balance and when it was received. */
    @FunctionalInterface
    private interface Amount {
        void on(long micros, long receivedEpochNs);
    }

    public Holdings(Reads reads, MarketTable markets, EventLoop loop, int signatureType) {
        this.reads = reads;
        this.markets = markets;
        this.loop = loop;
        this.signatureType = signatureType;
    }

    /** Reads the cash. @param renew whether the venue is asked first to renew its copy of it */
    void cash(boolean renew, LongConsumer told, Runnable failed) {
        if (renew) {
            reads.get(
                    collateralPath("/update"),
                    (body, offset, length, epochNs) -> cash(false, told, failed),
                    () -> cash(false, told, failed)); // the engine notices a copy that is old
        } else {
            amount(collateralPath(""), (micros, epochNs) -> told.accept(micros), failed);
        }
    }

    /** Reads the tokens of every market from {@code slot} on. */
    void tokens(int slot, Tokens told, Runnable done, Runnable failed) {
        if (slot >= markets.size()) {
            done.run();
            return;
        }
        if (markets.domain(slot) == null) {
            tokens(slot + 1, told, done, failed); // of a market that nobody could define
            return;
        }
        market(
                slot,
                (its, yesMicros, noMicros, epochNs) -> {
                    told.on(its, yesMicros, noMicros, epochNs);
                    pause(() -> tokens(slot + 1, told, done, failed));
                },
                failed);
    }

    /** Reads the tokens of one market. */
    void market(int slot, Tokens told, Runnable failed) {
        amount(
                tokenPath(2 * slot),
                (yesMicros, before) -> pause(() -> amount(
                        tokenPath(2 * slot + 1),
                        (noMicros, epochNs) -> told.on(slot, yesMicros, noMicros, epochNs),
                        failed)),
                failed);
    }

    private void amount(String path, Amount told, Runnable failed) {
        reads.get(
                path,
                (body, offset, length, epochNs) -> {
                    long micros = balance.read(body, offset, length);
                    if (micros == BalanceBody.ABSENT) {
                        failed.run();
                    } else {
                        told.on(micros, epochNs);
                    }
                },
                failed);
    }

    private void pause(Runnable then) {
        if (markets.size() < MANY) {
            then.run();
        } else {
            loop.schedule(then, PAUSE_MS, TimeUnit.MILLISECONDS);
        }
    }

    private String tokenPath(int token) {
        String type = markets.domain(token >> 1) == ExchangeDomain.EXCHANGE_V3 ? "CONDITIONAL-V2" : "CONDITIONAL";
        return "/balance-allowance?asset_type=" + type + "&token_id=" + markets.tokenId(token) + "&signature_type="
                + signatureType;
    }

    private String collateralPath(String update) {
        return "/balance-allowance" + update + "?asset_type=COLLATERAL&signature_type=" + signatureType;
    }
}
