package io.parallax.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.config.KalshiSettings;
import io.parallax.config.Mode;
import io.parallax.config.PairsSettings;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.Secret;
import io.parallax.config.SettingsLoader;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses, mode and chain of different worlds (OP-04). */
class EnvironmentTest {
    private static final Secret NONE = new Secret("");
    private static final String CLOB = "https://clob.polymarket.com";
    private static final String KALSHI = "https://api.elections.kalshi.com/trade-api/v2";
    private static final String KALSHI_SOCKET = "wss://api.elections.kalshi.com/trade-api/ws/v2";

    private static List<Finding> judge(Mode mode, String clob, long chain, String kalshi, String kalshiSocket) {
        ParallaxSettings sim = SettingsLoader.profile("sim");
        ParallaxSettings settings = new ParallaxSettings(
                mode,
                sim.runtime(),
                sim.feed(),
                sim.risk(),
                sim.exposure(),
                sim.attempts(),
                Optional.of(new PolymarketSettings(
                        URI.create(clob),
                        URI.create(clob.replace("http", "ws")),
                        URI.create(clob.replace("http", "ws")),
                        chain,
                        0,
                        "",
                        NONE,
                        NONE,
                        NONE,
                        NONE)),
                Optional.of(new KalshiSettings(URI.create(kalshi), URI.create(kalshiSocket), NONE, NONE)),
                new PairsSettings(List.of(), 1, Optional.empty()),
                List.of(),
                sim.fees(),
                Optional.empty());
        return Environment.check(settings).run();
    }

    @ParameterizedTest
    @CsvSource({
        "https://clob.polymarket.com,PRODUCTION",
        "wss://external-api-ws.kalshi.com/trade-api/ws/v2,PRODUCTION",
        "https://demo-api.kalshi.co/trade-api/v2,DEMO",
        "https://external-api.demo.kalshi.co/trade-api/v2,DEMO",
        "http://127.0.0.1:8080,SIMULATED",
        "https://clob.polymarket.com.evil.example,UNKNOWN",
        "https://kalshi.com,UNKNOWN"
    })
    void shouldKnowTheWorldOfAnAddress(String address, Environment world) {
        assertThat(Environment.of(URI.create(address))).isEqualTo(world);
    }

    @Test
    void shouldPassAddressesOfOneWorld() {
        assertThat(judge(Mode.LIVE, CLOB, 137, KALSHI, KALSHI_SOCKET)).noneMatch(Finding::isError);
        assertThat(judge(Mode.LIVE, "http://127.0.0.1:1", 137, "http://localhost:2/v2", "ws://127.0.0.1:2"))
                .noneMatch(Finding::isError);
    }

    @Test
    void shouldRefuseDemoHostsInLiveAndMixturesInEveryMode() {
        assertThat(judge(Mode.LIVE, CLOB, 137, "https://demo-api.kalshi.co/trade-api/v2", KALSHI_SOCKET))
                .anyMatch(it -> it.isError()
                        && it.cause() == Cause.WRONG_CHAIN
                        && !it.fix().isEmpty());
        assertThat(judge(Mode.SHADOW, "http://127.0.0.1:1", 137, KALSHI, KALSHI_SOCKET))
                .anyMatch(it -> it.isError() && it.cause() == Cause.WRONG_CHAIN);
        assertThat(judge(Mode.LIVE, "https://clob.example.com", 137, KALSHI, KALSHI_SOCKET))
                .anyMatch(it -> it.isError() && it.value().contains("clob.example.com unknown"));
    }

    @Test
    void shouldRefuseOtherChainAndPlainText() {
        assertThat(judge(Mode.LIVE, CLOB, 80002, KALSHI, KALSHI_SOCKET))
                .anyMatch(it -> it.id().equals("polymarket.chain") && it.cause() == Cause.WRONG_CHAIN);
        assertThat(judge(Mode.LIVE, "http://clob.polymarket.com", 137, KALSHI, KALSHI_SOCKET))
                .anyMatch(it -> it.id().equals("endpoint.tls") && it.isError());
    }
}
