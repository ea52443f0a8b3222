package io.parallax.sim.official;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.PolymarketAccess;
import io.parallax.sim.SimSettings;
import io.parallax.sim.TestCredentials;
import io.parallax.sim.VenueSim;
import io.parallax.sim.catalog.DemoPairs;
import io.parallax.sim.catalog.PolymarketListing;
import io.parallax.sim.catalog.SimPair;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The venues' own clients authenticate, place, cancel and stream at the simulated venues. */
@Tag("official-clients")
@Timeout(120)
class OfficialClientsTest {
    private static final String WALLET = "0x00000000000000000000000000000000000a11e7";

    @BeforeAll
    static void install() throws Exception {
        NodeClients.install();
    }

    @ParameterizedTest(name = "signature type {0}")
    @CsvSource({"0", "1", "2", "3"})
    void shouldServeTheClientOfPolymarket(int signatureType) throws Exception {
        String funder = signatureType == 0 ? TestCredentials.POLYMARKET_ADDRESS : WALLET;
        try (VenueSim sim = VenueSim.start(settings(funder, signatureType))) {
            sim.pauseFlow(true);
            List<PolymarketListing> listings = sim.polymarketListings();
            ObjectNode plan = JsonNodeFactory.instance.objectNode();
            plan.put("host", sim.polymarketRest().toString())
                    .put("socket", sim.polymarketUserSocket().toString())
                    .put("privateKey", TestCredentials.POLYMARKET_PRIVATE_KEY)
                    .put("apiKey", TestCredentials.POLYMARKET_API_KEY)
                    .put("funder", funder)
                    .put("signatureType", signatureType)
                    .put("token", listings.get(0).yesTokenId())
                    .put("condition", listings.get(0).conditionId())
                    .put("negRiskToken", listings.get(1).yesTokenId())
                    .put("v3Token", listings.get(2).yesTokenId());
            assertDone(NodeClients.drive("polymarket.mjs", plan.toString()));
            assertThat(sim.truth().polymarket().openOrderCount()).isZero();
            assertThat(sim.truth().polymarket().fillCount()).isPositive();
        }
    }

    @Test
    void shouldServeTheClientOfKalshi() throws Exception {
        try (VenueSim sim = VenueSim.start(SimSettings.defaults(3))) {
            sim.pauseFlow(true);
            ObjectNode plan = JsonNodeFactory.instance.objectNode();
            plan.put("base", sim.kalshiRest().toString())
                    .put("socket", sim.kalshiSocket().toString())
                    .put("keyId", TestCredentials.KALSHI_KEY_ID)
                    .put("privateKey", TestCredentials.kalshiPrivateKeyPem())
                    .put("ticker", sim.kalshiListings().get(0).ticker());
            assertDone(NodeClients.drive("kalshi.mjs", plan.toString()));
            assertThat(sim.truth().kalshi().openOrderCount()).isZero();
        }
    }

    private static void assertDone(NodeClients.Result result) {
        System.out.println(result.text());
        assertThat(result.status()).as(result.text()).isZero();
        assertThat(result.text()).endsWith("done\n");
    }

    /** An ordinary market, one of a mutually exclusive event and one of protocol V2. */
    private static SimSettings settings(String funder, int signatureType) {
        List<SimPair> pairs = new ArrayList<>(DemoPairs.all().subList(0, 2));
        pairs.set(1, as(pairs.get(1), true, false));
        pairs.add(as(DemoPairs.all().get(3), false, true));
        SimSettings defaults = SimSettings.defaults(3).withPairs(pairs);
        return new SimSettings(
                0,
                0,
                defaults.seed(),
                defaults.speedPercent(),
                pairs,
                List.of(),
                0,
                0,
                defaults.kalshi(),
                new PolymarketAccess(
                        TestCredentials.POLYMARKET_API_KEY,
                        TestCredentials.POLYMARKET_API_SECRET,
                        TestCredentials.POLYMARKET_API_PASSPHRASE,
                        TestCredentials.POLYMARKET_ADDRESS,
                        funder,
                        signatureType,
                        137),
                defaults.kalshiCashMicros(),
                defaults.polymarketCashMicros(),
                defaults.feed());
    }

    private static SimPair as(SimPair pair, boolean negRisk, boolean protocolV2) {
        PolymarketListing listing = pair.polymarket();
        return new SimPair(
                pair.name(),
                pair.kalshi(),
                new PolymarketListing(
                        listing.conditionId(),
                        listing.yesTokenId(),
                        listing.noTokenId(),
                        listing.yesOutcome(),
                        listing.noOutcome(),
                        listing.question(),
                        listing.slug(),
                        listing.description(),
                        listing.tickMicros(),
                        listing.minOrderQtyMicros(),
                        listing.feeRate(),
                        negRisk,
                        protocolV2,
                        listing.closeTimeNs(),
                        listing.recorded()),
                pair.fairMicros());
    }
}
