package io.parallax.config.fee;

/**
 * How a venue rounds and takes fees during some days.
 *
 * @param directPrecisionMicros precision of the balance of a direct member, in micros of a dollar; 0 = balances are not aligned
 * @param brokerPrecisionMicros the same for an account held through a broker
 */
public record RoundingRow(
        Days days,
        FeeRounding rule,
        FeeCollection collection,
        long directPrecisionMicros,
        long brokerPrecisionMicros) {}
