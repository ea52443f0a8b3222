package io.parallax.sim.polymarket;

import io.parallax.sim.polymarket.call.Refusal;
import io.parallax.sim.polymarket.sign.ExchangeDomain;
import io.parallax.sim.polymarket.sign.OrderDigest;
import io.parallax.sim.polymarket.sign.OrderSignature;
import io.parallax.sim.polymarket.sign.SignedOrder;

/** Decides whether an order was signed by the trader who sends it, for the exchange its market settles on. */
final class OrderSigner {
    private static final String WRONG_SIGNER = "the order signer address has to be the address of the API KEY";

    static final String WRONG_MAKER = "maker address not allowed, please use the deposit wallet flow";

    private final long chainId;

    OrderSigner(long chainId) {
        this.chainId = chainId;
    }

    /** The order's id: its digest. */
    String orderId(SignedOrder order, PolymarketMarket market) {
        return OrderDigest.orderId(market.domain(chainId), order);
    }

    /** The exchange contract that settles this market's orders. */
    String contract(PolymarketMarket market) {
        return market.domain(chainId).verifyingContract();
    }

    /** @throws Refusal when signature, signer or wallet are not this trader's */
    void check(SignedOrder order, PolymarketMarket market, PolymarketAccount account) {
        ExchangeDomain domain = market.domain(chainId);
        String recovered = OrderSignature.recover(domain, order);
        if (!recovered.equalsIgnoreCase(account.address())) {
            throw Refusal.badRequest(explain(order, market, account, recovered));
        }
        boolean wrapped = order.signatureType() == SignedOrder.DEPOSIT_WALLET;
        if (!order.signer().equalsIgnoreCase(wrapped ? order.maker() : account.address())) {
            throw Refusal.badRequest(WRONG_SIGNER);
        }
        if (!account.backs(order.signatureType()) || !order.maker().equalsIgnoreCase(account.wallet())) {
            throw Refusal.badRequest(WRONG_MAKER);
        }
    }

    private String explain(SignedOrder order, PolymarketMarket market, PolymarketAccount account, String recovered) {
        ExchangeDomain otherVersion = market.protocolV2()
                ? ExchangeDomain.clobV2(chainId, market.negRisk())
                : ExchangeDomain.protocolV2(chainId);
        if (OrderSignature.recover(otherVersion, order).equalsIgnoreCase(account.address())) {
            return "order_version_mismatch";
        }
        boolean consistent = recovered.equalsIgnoreCase(order.signer());
        return consistent ? WRONG_SIGNER : "invalid signature";
    }
}
