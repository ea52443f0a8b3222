/**
 * What makes an order ours: EIP-712 hashes, ECDSA signatures and the two header authentications. The only package that
 * sees web3j. Instances hold scratch state and belong to one thread, the gateway's event loop.
 */
package io.parallax.gateway.polymarket.signing;
