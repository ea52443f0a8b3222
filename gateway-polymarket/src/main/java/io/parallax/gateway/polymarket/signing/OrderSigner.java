package io.parallax.gateway.polymarket.signing;

import io.parallax.config.PolymarketSettings;

/**
 * Hashes and signs orders of one account for wallets of type 0 (EOA), 1 (proxy) and 2 (Safe). The hash is the order's
 * id, known before anything is sent. Hashing does not allocate; signing does (the curve arithmetic is a library's).
 */
public final class OrderSigner {
    /** Bytes of a signature, {@code r | s | v}. */
    public static final int SIGNATURE_LENGTH = WalletKey.SIGNATURE_LENGTH;

    /** Bytes of an order hash. */
    public static final int HASH_LENGTH = Keccak256.HASH_LENGTH;

    private final WalletKey key;
    private final String maker;
    private final int signatureType;
    private final DomainSeparators separators;
    private final OrderHasher hasher;

    /**
     * An account as configured.
     *
     * @throws IllegalArgumentException naming the setting that cannot be signed with
     */
    public OrderSigner(PolymarketSettings settings) {
        signatureType = settings.signatureType();
        if (signatureType < 0 || signatureType > 2) {
            throw new IllegalArgumentException("polymarket.signatureType=" + signatureType
                    + ": must be 0 (EOA), 1 (proxy) or 2 (Safe); deposit wallets (3) are not supported");
        }
        key = new WalletKey(settings.privateKey());
        byte[] funder = Words.ofHex("polymarket.funder", settings.funder(), Words.ADDRESS_LENGTH);
        maker = WalletKey.checksum(Words.hex(funder));
        if (signatureType == 0 && !maker.equals(key.address())) {
            throw new IllegalArgumentException("polymarket.funder=" + maker
                    + ": with signature type 0 it must be the key's own address " + key.address());
        }
        separators = new DomainSeparators(settings.chainId());
        byte[] signer = Words.ofHex("signer", key.address(), Words.ADDRESS_LENGTH);
        hasher = new OrderHasher(funder, signer, signatureType);
    }

    /** Address of the signing key, the {@code POLY_ADDRESS} of every header. */
    public String signerAddress() {
        return key.address();
    }

    /** Address of the wallet that holds the funds. */
    public String makerAddress() {
        return maker;
    }

    public int signatureType() {
        return signatureType;
    }

    /** Puts the order's EIP-712 digest, its id, into {@code orderHash}. */
    public void hash(ExchangeDomain domain, ClobOrder order, byte[] orderHash) {
        hasher.digest(separators.of(domain), order, orderHash);
    }

    /** Puts the signature of a digest made by {@link #hash} into {@code signature}. */
    public void sign(byte[] orderHash, byte[] signature) {
        key.sign(orderHash, signature);
    }
}
