package io.parallax.gateway.polymarket.signing;

import io.parallax.config.PolymarketSettings;
import io.parallax.config.SigningSettings;
import io.parallax.gateway.counters.Counters;
import java.util.function.BiFunction;

/**
 * Hashes and signs orders of one account, chain and set of exchange contracts, for wallets of type 0 (EOA), 1 (proxy), 2
 * (Safe) and 3 (deposit wallet). The hash is the order's id, known before anything is sent.
 *
 * <p>It signs nothing but an order that follows from a journaled command, within its ceilings: a {@code SubmitOrder} gets its
 * signature to be sent, a {@code SignAhead} gets one that is kept here and leaves only under a {@code SubmitOrder} of equal
 * terms. There is no call that signs a digest. Nothing is allocated, unless web3j signs. One thread, the event loop.
 */
public final class OrderSigner implements AutoCloseable {
    /** Bytes of an order hash. */
    public static final int HASH_LENGTH = Keccak256.HASH_LENGTH;

    private static final int EOA = 0;
    private static final int DEPOSIT_WALLET = 3;

    private final WalletKey key;
    private final String maker;
    private final String orderSigner;
    private final int signatureType;
    private final DomainSeparators separators;
    private final OrderHasher hasher;
    private final DepositWallet wrapper;
    private final NoncePool pool;
    private final Ceilings ceilings;
    private final SignedAhead kept;
    private final Counters<SigningCounter> counters = new Counters<>(SigningCounter.class);
    private final byte[] structHash = new byte[Words.LENGTH];
    private final byte[] envelopeDigest = new byte[Words.LENGTH];
    private String refusal = "";
    private boolean closed;

    /**
     * An account as configured; starts the pool's helper thread where a pool is asked for.
     *
     * @throws IllegalArgumentException naming the setting that cannot be signed with
     * @throws IllegalStateException when native and reference signatures differ
     */
    public OrderSigner(PolymarketSettings settings, SigningSettings signing) {
        this(settings, signing, NoncePool::start);
    }

    /** The same with a pool that somebody else fills. */
    OrderSigner(
            PolymarketSettings settings, SigningSettings signing, BiFunction<NativeCurve, Integer, NoncePool> pools) {
        signatureType = settings.signatureType();
        if (signatureType < EOA || signatureType > DEPOSIT_WALLET) {
            throw new IllegalArgumentException("polymarket.signatureType=" + signatureType
                    + ": must be 0 (EOA), 1 (proxy), 2 (Safe) or 3 (deposit wallet)");
        }
        key = new WalletKey(settings.privateKey());
        byte[] funder = Words.ofHex("polymarket.funder", settings.funder(), Words.ADDRESS_LENGTH);
        maker = WalletKey.checksum(Words.hex(funder));
        requireFunder();
        separators = new DomainSeparators(settings.chainId());
        orderSigner = signatureType == DEPOSIT_WALLET ? maker : key.address();
        hasher = new OrderHasher(funder, Words.ofHex("signer", orderSigner, Words.ADDRESS_LENGTH), signatureType);
        wrapper = signatureType == DEPOSIT_WALLET ? new DepositWallet(settings.chainId(), funder) : null;
        ceilings = new Ceilings(signing.limits());
        kept = new SignedAhead(signing.keptOrders(), signatureLength());
        if (!key.isNative()) {
            counters.count(SigningCounter.NATIVE_MISSING);
        }
        pool = signing.noncePairs() > 0 && key.curve() instanceof NativeCurve curve
                ? pools.apply(curve, signing.noncePairs())
                : null;
    }

    private void requireFunder() {
        boolean own = maker.equals(key.address());
        if (signatureType == EOA && !own) {
            throw new IllegalArgumentException("polymarket.funder=" + maker
                    + ": with signature type 0 it must be the key's own address " + key.address());
        }
        if (signatureType != EOA && own) {
            throw new IllegalArgumentException("polymarket.funder=" + maker + ": with signature type " + signatureType
                    + " it is the wallet's contract, not the key's own address; use type 0 for that one");
        }
    }

    /** Address of the signing key, the {@code POLY_ADDRESS} of every header. */
    public String signerAddress() {
        return key.address();
    }

    /** Address of the wallet that holds the funds. */
    public String makerAddress() {
        return maker;
    }

    /** What stands as {@code signer} in an order: the key's address, or the deposit wallet itself. */
    public String orderSignerAddress() {
        return orderSigner;
    }

    public int signatureType() {
        return signatureType;
    }

    /** Bytes of a signature as it is sent. */
    public int signatureLength() {
        return signatureType == DEPOSIT_WALLET ? DepositWallet.SIGNATURE_LENGTH : Curve.SIGNATURE_LENGTH;
    }

    /** Whether libsecp256k1 signs, not web3j. */
    public boolean isNative() {
        return key.isNative();
    }

    public Counters<SigningCounter> counters() {
        return counters;
    }

    /** Puts the order's EIP-712 digest, its id, into {@code orderHash}. */
    public void hash(ExchangeDomain domain, ClobOrder order, byte[] orderHash) {
        hasher.digest(separators.of(domain), order, orderHash);
    }

    /**
     * Signs an order that is to be sent, or gives out the signature made ahead for it.
     *
     * @param nowNs epoch nanoseconds, for what was kept
     * @param nowNanos monotonic, for the minute's ceiling
     * @param orderHash gets {@link #HASH_LENGTH} bytes, the order's id
     * @param signature gets {@link #signatureLength} bytes
     * @return false when it may not be sent; {@link #refusal} says why
     */
    public boolean sign(
            ExchangeDomain domain, ClobOrder order, long nowNs, long nowNanos, byte[] orderHash, byte[] signature) {
        if (!mayBeSigned(order, false)) {
            return refused();
        }
        SignedAhead.Kept ahead = null;
        if (order.terms().isSignedAhead()) {
            ahead = kept.find(order.terms().orderId());
            refusal = whyNotAsSigned(ahead, domain, order, nowNs);
            if (refusal != null) {
                return refused();
            }
        }
        refusal = ceilings.take(order, nowNanos);
        if (refusal != null) {
            return refused();
        }
        if (ahead == null) {
            makeSignature(domain, order, orderHash, signature);
        } else {
            System.arraycopy(ahead.hash, 0, orderHash, 0, HASH_LENGTH);
            System.arraycopy(ahead.signature, 0, signature, 0, signature.length);
            counters.count(SigningCounter.SENT_AS_SIGNED);
        }
        kept.forget(order.terms().orderId());
        return true;
    }

    /**
     * Signs an order and keeps the signature until it is sent or its time is over.
     *
     * @return false when it was not signed; {@link #refusal} says why
     */
    public boolean signAhead(ExchangeDomain domain, ClobOrder order, long validUntilNs, long nowNs) {
        if (!mayBeSigned(order, true)) {
            counters.count(SigningCounter.NOT_SIGNED_AHEAD);
            return false;
        }
        SignedAhead.Kept place = nowNs < validUntilNs ? kept.claim(domain, order, validUntilNs, nowNs) : null;
        if (place == null) {
            refusal = nowNs < validUntilNs
                    ? "not signed ahead: all of signing.keptOrders are in use"
                    : "not signed ahead: its time is over";
            counters.count(SigningCounter.NOT_SIGNED_AHEAD);
            return false;
        }
        makeSignature(domain, order, place.hash, place.signature);
        counters.count(SigningCounter.SIGNED_AHEAD);
        return true;
    }

    /** Why the last order was not signed. */
    public String refusal() {
        return refusal;
    }

    /** Wipes the key, the kept signatures and the pool; nothing is signed afterwards. */
    @Override
    public void close() {
        closed = true;
        if (pool != null) {
            pool.close();
        }
        kept.clear();
        key.close();
    }

    private boolean mayBeSigned(ClobOrder order, boolean ahead) {
        if (closed) {
            refusal = "not sent: the signing key was wiped on close";
        } else if (!order.isTyped() || order.terms().isAhead() != ahead) {
            refusal = "not sent: amounts " + order.makerAmountMicros() + " for " + order.takerAmountMicros()
                    + " micros do not follow from a recorded order";
        } else {
            refusal = ceilings.refusal(order);
        }
        return refusal == null;
    }

    private static String whyNotAsSigned(SignedAhead.Kept ahead, ExchangeDomain domain, ClobOrder order, long nowNs) {
        if (ahead == null) {
            return "not sent: no signature is kept for order " + order.terms().orderId() + " of "
                    + order.terms().signatureNs();
        }
        if (!ahead.isValid(nowNs)) {
            return "not sent: the signature kept for order " + order.terms().orderId() + " is over";
        }
        String difference = order.terms().differenceTo(ahead.order.terms());
        if (!difference.isEmpty()) {
            return "not sent: " + difference + " of order " + order.terms().orderId() + " is not the one signed ahead";
        }
        if (ahead.domain() != domain || !ahead.order.isSigned(order)) {
            return "not sent: the market's grid or contract changed since order "
                    + order.terms().orderId() + " was signed ahead";
        }
        return null;
    }

    private boolean refused() {
        counters.count(SigningCounter.REFUSED);
        return false;
    }

    /** Signs whatever order: for the venue's own vectors too, which follow from no command. */
    void makeSignature(ExchangeDomain domain, ClobOrder order, byte[] orderHash, byte[] signature) {
        byte[] separator = separators.of(domain);
        hasher.digest(separator, order, orderHash);
        if (wrapper == null) {
            signDigest(orderHash, signature);
        } else {
            hasher.structHash(structHash);
            wrapper.digest(separator, structHash, envelopeDigest);
            signDigest(envelopeDigest, signature);
            DepositWallet.wrap(separator, structHash, signature);
        }
    }

    private void signDigest(byte[] digest, byte[] signature) {
        if (pool != null && pool.sign(digest, signature)) {
            counters.count(SigningCounter.SIGNED_FROM_POOL);
            return;
        }
        if (pool != null) {
            counters.count(SigningCounter.POOL_EMPTY);
        }
        key.sign(digest, signature);
        counters.count(SigningCounter.SIGNED);
    }
}
