package io.parallax.sim.catalog;

import io.parallax.sim.core.TickBand;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** The invented pairs of the demo. Identifiers follow from the names, so every process derives the same ones. */
public final class DemoPairs {
    private static final long CLOSE_NS = Instant.parse("2030-12-31T23:59:00Z").getEpochSecond() * 1_000_000_000L;
    private static final List<TickBand> CENTS = List.of(TickBand.whole(10_000));
    private static final List<TickBand> TAPERED = List.of(
            new TickBand(0, 100_000, 1_000),
            new TickBand(100_000, 900_000, 10_000),
            new TickBand(900_000, 1_000_000, 1_000));

    private DemoPairs() {}

    /** Four pairs of different price, grid and fee. */
    public static List<SimPair> all() {
        return List.of(
                pair(
                        "harbour-bridge",
                        "KXSIMBRIDGE-30DEC31",
                        "OPEN",
                        "Will the Harbour Bridge reopen to traffic before 2031?",
                        "Reopened",
                        "linear_cent",
                        CENTS,
                        10_000,
                        "0.04",
                        440_000),
                pair(
                        "rate-decision",
                        "KXSIMRATE-30DEC",
                        "CUT25",
                        "Will the central bank of Simland cut its rate by 25 points in December 2030?",
                        "Cut by 25",
                        "linear_cent",
                        CENTS,
                        10_000,
                        "0.05",
                        620_000),
                pair(
                        "cup-final",
                        "KXSIMCUP-30",
                        "NTH",
                        "Will Northfield win the 2030 Simland Cup?",
                        "Northfield",
                        "tapered_deci_cent",
                        TAPERED,
                        1_000,
                        "0.03",
                        180_000),
                pair(
                        "rain-capital",
                        "KXSIMRAIN-30DEC31",
                        "T800",
                        "Will the capital of Simland see at least 800 mm of rain in 2030?",
                        "800 mm or more",
                        "linear_cent",
                        CENTS,
                        10_000,
                        "0.05",
                        300_000));
    }

    private static SimPair pair(
            String name,
            String event,
            String strike,
            String title,
            String yes,
            String structure,
            List<TickBand> bands,
            long polymarketTick,
            String rate,
            long fairMicros) {
        String ticker = event + "-" + strike;
        String rules = title.replaceFirst("^Will ", "This market resolves to Yes if ")
                        .replace("?", "") + ", as told by the Simland Gazette; otherwise it resolves to No.";
        KalshiListing kalshi = new KalshiListing(
                ticker,
                event,
                event.substring(0, event.indexOf('-')),
                UUID.nameUUIDFromBytes(ticker.getBytes(StandardCharsets.UTF_8)).toString(),
                title,
                yes,
                rules,
                "If the fact is not known at expiration the market resolves to No.",
                structure,
                bands,
                "quadratic",
                "1",
                0,
                CLOSE_NS,
                false);
        PolymarketListing polymarket = new PolymarketListing(
                conditionId(name),
                tokenId(name, "yes"),
                tokenId(name, "no"),
                "Yes",
                "No",
                title,
                name,
                rules,
                polymarketTick,
                5_000_000,
                rate,
                false,
                false,
                CLOSE_NS,
                false);
        return new SimPair(name, kalshi, polymarket, fairMicros);
    }

    /** Condition id derived from a name: {@code 0x} and 64 hex digits. */
    public static String conditionId(String name) {
        return "0x" + HexFormat.of().formatHex(digest("condition " + name));
    }

    /** Token id derived from a name: a decimal number of 256 bits. */
    public static String tokenId(String name, String outcome) {
        return new BigInteger(1, digest("token " + name + " " + outcome)).toString();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
