package io.parallax.config;

import java.net.URI;

/**
 * What proves to Polymarket that we control a wallet.
 *
 * @param rest base of the CLOB REST calls
 * @param chainId of the proof
 * @param privateKey of the wallet's signer
 */
public record PolymarketLogin(URI rest, long chainId, Secret privateKey) {}
