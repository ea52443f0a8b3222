package io.parallax.gateway.polymarket.account;

import io.parallax.gateway.polymarket.signing.ExchangeDomain;
import java.util.Locale;
import java.util.Map;

/**
 * What the venue knows of one asset of the wallet: how much there is, and how much of it each contract may take.
 *
 * @param balanceMicros cash or tokens
 * @param allowanceMicros by lower-case address of the contract; what is more than a long holds is {@link Long#MAX_VALUE}
 * @param generalMicros of answers that name no contract: one figure for all, -1 = none told
 */
public record Allowances(long balanceMicros, Map<String, Long> allowanceMicros, long generalMicros) {
    public Allowances {
        allowanceMicros = Map.copyOf(allowanceMicros);
    }

    /** How much the contract of a domain may take; -1 = the venue does not say. */
    public long of(ExchangeDomain domain, long chainId) {
        String contract = domain.verifyingContract(chainId).toLowerCase(Locale.ROOT);
        return allowanceMicros.getOrDefault(contract, generalMicros);
    }

    /** Whether the contract of a domain may take all there is. */
    public boolean suffices(ExchangeDomain domain, long chainId) {
        return of(domain, chainId) > 0 && of(domain, chainId) >= balanceMicros;
    }
}
