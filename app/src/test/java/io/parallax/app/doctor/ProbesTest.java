package io.parallax.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.app.doctor.Finding.Severity;
import io.parallax.app.query.VenueCall;
import io.parallax.config.KalshiSettings;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.Secret;
import io.parallax.gateway.net.EpochClock;
import io.parallax.sim.TestCredentials;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults of the venues, each planted alone: what is found, of what kind, and that it has a fix. */
class ProbesTest {
    private static final long DOLLAR = 1_000_000;
    private static final String CTF = "0xE111180000d2663C0091e4f400237545B87B996B";
    private static final String NEG_RISK = "0xe2222d279d744050d28e00520010520000310F59";
    private static final String V3 = "0xe3333700cA9d93003F00f0F71f8515005F6c00Aa";
    private static final EpochClock CLOCK = EpochClock.system();

    private StubVenue venue;

    @BeforeEach
    void start() throws IOException {
        venue = new StubVenue();
        venue.answer("GET /time", 200, Long.toString(System.currentTimeMillis() / 1_000));
        venue.answer("GET /api/geoblock", 200, "{\"blocked\":false,\"country\":\"IE\"}");
        venue.answer("GET /auth/ban-status/closed-only", 200, "{\"closed_only\":false}");
        balance("100000000", CTF, "1", NEG_RISK, "1", V3, "1");
        venue.answer("GET /exchange/status", 200, "{\"exchange_active\":true,\"trading_active\":true}");
        venue.answer("GET /portfolio/balance", 200, "{\"balance\":9801,\"balance_dollars\":\"98.0186\"}");
        venue.answer("GET /account/limits", 200, "{\"usage_tier\":\"basic\",\"write\":{\"refill_rate\":100}}");
        scopes("\"read\",\"write::trade\"");
    }

    @AfterEach
    void stop() {
        assertThat(venue.requests()).allMatch(request -> request.startsWith("GET "));
        venue.close();
    }

    private void balance(String micros, String... allowances) {
        StringBuilder body = new StringBuilder("{\"balance\":\"" + micros + "\",\"allowances\":{");
        for (int i = 0; i < allowances.length; i += 2) {
            body.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(allowances[i])
                    .append("\":\"")
                    .append(allowances[i + 1])
                    .append('"');
        }
        venue.answer("GET /balance-allowance", 200, body.append("}}").toString());
    }

    private void scopes(String scopes) {
        venue.answer(
                "GET /api_keys",
                200,
                "{\"api_keys\":[{\"api_key_id\":\"" + TestCredentials.KALSHI_KEY_ID + "\",\"scopes\":[" + scopes
                        + "]}]}");
    }

    private List<Finding> polymarket() {
        return polymarket(137, TestCredentials.POLYMARKET_ADDRESS, CLOCK);
    }

    private List<Finding> polymarket(long chain, String funder, EpochClock clock) {
        PolymarketSettings settings = new PolymarketSettings(
                venue.address(),
                URI.create("ws://127.0.0.1:1/ws/market"),
                URI.create("ws://127.0.0.1:1/ws/user"),
                chain,
                0,
                funder,
                new Secret(TestCredentials.POLYMARKET_PRIVATE_KEY),
                new Secret(TestCredentials.POLYMARKET_API_KEY),
                new Secret(TestCredentials.POLYMARKET_API_SECRET),
                new Secret(TestCredentials.POLYMARKET_API_PASSPHRASE));
        return new PolymarketProbe(settings, true, 50 * DOLLAR, Optional.of("1"), new VenueCall(clock), clock).run();
    }

    private List<Finding> kalshi() {
        KalshiSettings settings = new KalshiSettings(
                venue.address(),
                URI.create("ws://127.0.0.1:1/ws"),
                new Secret(TestCredentials.KALSHI_KEY_ID),
                new Secret(TestCredentials.kalshiPrivateKeyPem()));
        return new KalshiProbe(settings, 50 * DOLLAR, new VenueCall(CLOCK), CLOCK).run();
    }

    private static EpochClock shifted(long seconds) {
        return new EpochClock() {
            @Override
            public long epochNanos() {
                return CLOCK.epochNanos() + seconds * 1_000_000_000L;
            }

            @Override
            public long nanoTime() {
                return CLOCK.nanoTime();
            }
        };
    }

    private static void expect(List<Finding> findings, String id, Severity severity, Cause cause) {
        assertThat(findings)
                .as(id)
                .filteredOn(it -> it.id().equals(id) && it.severity() == severity)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.cause()).isEqualTo(cause);
                    assertThat(it.fault()).isNotEmpty();
                    assertThat(it.fix()).isNotEmpty();
                });
    }

    @Test
    void shouldFindNothingAtVenuesThatAreWell() {
        assertThat(polymarket())
                .allMatch(it -> it.severity() == Severity.OK, "ok")
                .hasSizeGreaterThan(6);
        assertThat(kalshi()).allMatch(it -> it.severity() == Severity.OK, "ok").hasSizeGreaterThan(5);
    }

    @Test
    void shouldFindEdgeBlock() {
        venue.page("GET /time", 403).page("GET /exchange/status", 403);
        expect(polymarket(), "polymarket.edge", Severity.ERROR, Cause.BLOCKED);
        expect(kalshi(), "kalshi.edge", Severity.ERROR, Cause.BLOCKED);
    }

    @Test
    void shouldFindEdgeBlockOfPrivateCallsAlone() {
        venue.page("GET /balance-allowance", 403).page("GET /portfolio/balance", 403);
        expect(polymarket(), "polymarket.edge", Severity.ERROR, Cause.BLOCKED);
        expect(kalshi(), "kalshi.edge", Severity.ERROR, Cause.BLOCKED);
    }

    @Test
    void shouldFindVenueThatIsNotThere() {
        venue.answer("GET /time", 500, "no").answer("GET /exchange/status", 502, "no");
        expect(polymarket(), "polymarket.reach", Severity.ERROR, Cause.UNREACHABLE);
        expect(kalshi(), "kalshi.reach", Severity.ERROR, Cause.UNREACHABLE);
    }

    @Test
    void shouldFindBlockedPlace() {
        venue.answer("GET /api/geoblock", 200, "{\"blocked\":true,\"country\":\"XX\",\"region\":\"Y\"}");
        expect(polymarket(), "polymarket.geoblock", Severity.ERROR, Cause.BLOCKED);
    }

    @Test
    void shouldFindAccountThatMayOnlyClose() {
        venue.answer("GET /auth/ban-status/closed-only", 200, "{\"closed_only\":true}");
        expect(polymarket(), "polymarket.closed-only", Severity.ERROR, Cause.NOT_PERMITTED);
    }

    @Test
    void shouldFindStaleClock() {
        String stale = Long.toString(System.currentTimeMillis() / 1_000 - 60);
        venue.answer("GET /time", 200, stale).answer("GET /balance-allowance", 401, "{\"error\":\"Unauthorized\"}");
        List<Finding> findings = polymarket();
        expect(findings, "polymarket.clock", Severity.ERROR, Cause.CLOCK);
        expect(findings, "polymarket.account", Severity.ERROR, Cause.CLOCK);
        expect(
                polymarket(137, TestCredentials.POLYMARKET_ADDRESS, shifted(-63)),
                "polymarket.clock",
                Severity.WARN,
                Cause.OTHER);
        venue.answer("GET /portfolio/balance", 401, "{\"error\":{\"code\":\"header_timestamp_expired\"}}");
        expect(kalshi(), "kalshi.clock", Severity.ERROR, Cause.CLOCK);
    }

    @Test
    void shouldTellWrongKeyFromRevokedKeyFromKeyThatMayNot() {
        venue.answer("GET /portfolio/balance", 401, "{\"error\":{\"details\":\"INCORRECT_API_KEY_SIGNATURE\"}}");
        expect(kalshi(), "kalshi.account", Severity.ERROR, Cause.WRONG_KEY);
        venue.answer("GET /portfolio/balance", 401, "{\"error\":{\"details\":\"NOT_FOUND\"}}");
        expect(kalshi(), "kalshi.account", Severity.ERROR, Cause.REVOKED_KEY);
        venue.answer("GET /portfolio/balance", 403, "{\"error\":{\"code\":\"forbidden\"}}");
        expect(kalshi(), "kalshi.account", Severity.ERROR, Cause.NOT_PERMITTED);
        venue.answer("GET /balance-allowance", 401, "{\"error\":\"Unauthorized/Invalid api key\"}");
        expect(polymarket(), "polymarket.account", Severity.ERROR, Cause.REVOKED_KEY);
        venue.answer("GET /balance-allowance", 403, "{\"error\":\"forbidden\"}");
        expect(polymarket(), "polymarket.account", Severity.ERROR, Cause.NOT_PERMITTED);
    }

    @Test
    void shouldFindScopesThatAreTooFewOrTooMany() {
        scopes("\"read\"");
        expect(kalshi(), "kalshi.scopes", Severity.ERROR, Cause.NOT_PERMITTED);
        scopes("\"read\",\"write\"");
        expect(kalshi(), "kalshi.scopes", Severity.WARN, Cause.OTHER);
    }

    @Test
    void shouldFindFunderThatIsNotOfTheKey() {
        List<Finding> findings = polymarket(137, "0x1111111111111111111111111111111111111111", CLOCK);
        expect(findings, "polymarket.key", Severity.ERROR, Cause.CREDENTIALS);
        assertThat(findings)
                .noneMatch(it -> it.value().contains(TestCredentials.POLYMARKET_PRIVATE_KEY.substring(2, 20)));
    }

    @Test
    void shouldFindChainWhoseContractsTheVenueDoesNotKnow() {
        expect(
                polymarket(80002, TestCredentials.POLYMARKET_ADDRESS, CLOCK),
                "polymarket.chain",
                Severity.ERROR,
                Cause.WRONG_CHAIN);
    }

    @Test
    void shouldFindMissingAllowanceByContract() {
        balance("100000000", CTF, "1", NEG_RISK, "0", V3, "1");
        List<Finding> findings = polymarket();
        expect(findings, "polymarket.allowance.collateral", Severity.ERROR, Cause.OTHER);
        expect(findings, "polymarket.allowance.outcome-tokens", Severity.ERROR, Cause.OTHER);
        assertThat(findings)
                .anyMatch(it -> it.value().contains(NEG_RISK) && !it.value().contains(V3));
    }

    @Test
    void shouldFindLittleCashAndClosedExchange() {
        balance("1000000", CTF, "1", NEG_RISK, "1", V3, "1");
        expect(polymarket(), "polymarket.cash", Severity.WARN, Cause.OTHER);
        venue.answer("GET /portfolio/balance", 200, "{\"balance_dollars\":\"1.0000\"}");
        venue.answer("GET /exchange/status", 200, "{\"exchange_active\":true,\"trading_active\":false}");
        List<Finding> findings = kalshi();
        expect(findings, "kalshi.cash", Severity.WARN, Cause.OTHER);
        expect(findings, "kalshi.exchange", Severity.WARN, Cause.OTHER);
    }

    @Test
    void shouldFindAnswersThatAreNotAsDocumented() {
        venue.answer("GET /balance-allowance", 200, "{\"balance\":\"12.5\"}");
        expect(polymarket(), "polymarket.cash", Severity.ERROR, Cause.OTHER);
        venue.answer("GET /portfolio/balance", 200, "{\"money\":1}");
        expect(kalshi(), "kalshi.cash", Severity.ERROR, Cause.OTHER);
    }
}
