package io.parallax.gateway.kalshi.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoop;
import io.parallax.config.KalshiSettings;
import io.parallax.config.Secret;
import io.parallax.gateway.http.HeaderBytes;
import io.parallax.gateway.kalshi.ScriptedVenue;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.sim.TestCredentials;
import java.net.URI;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A signature is used while it is young, of this clock, and for its own route. */
class SignedRouteTest {
    private static final long MS = 1_000_000;

    private final ScriptedVenue venue = new ScriptedVenue();

    private static KalshiSettings settings() {
        URI rest = URI.create("http://127.0.0.1/trade-api/v2");
        return new KalshiSettings(
                rest,
                rest,
                new Secret(TestCredentials.KALSHI_KEY_ID),
                new Secret(TestCredentials.kalshiPrivateKeyPem()));
    }

    private static long timestampMs(HeaderBytes headers) {
        return Long.parseLong(headers.lines().replaceAll("(?s).*KALSHI-ACCESS-TIMESTAMP: (\\d+)\r\n.*", "$1"));
    }

    @Test
    void shouldUseASignatureForHalfOfTheToleranceAndNotLonger() {
        SignedRoute route = venue.routes.of("POST", "/v2/x");
        HeaderBytes first = route.headers();
        assertThat(timestampMs(first)).isEqualTo(venue.clock.epochNanos() / MS);
        venue.loop.pass(2_500 * MS);
        assertThat(route.headers()).isSameAs(first);
        venue.loop.pass(MS);
        HeaderBytes second = route.headers();
        assertThat(timestampMs(second)).isEqualTo(venue.clock.epochNanos() / MS);
        assertThat(venue.routes.counters().get(SigningCounter.STALE)).isEqualTo(1);
        assertThat(venue.routes.counters().get(SigningCounter.FRESH)).isEqualTo(1);
        assertThat(venue.routes.counters().get(SigningCounter.READY)).isEqualTo(1);
    }

    @Test
    void shouldNotUseASignatureOfAnotherClock() {
        SignedRoute route = venue.routes.of("POST", "/v2/x");
        for (long stepNs : new long[] {60_000 * MS, -60_000 * MS, 51 * MS, -51 * MS}) {
            HeaderBytes before = route.headers();
            venue.loop.stepClock(stepNs);
            HeaderBytes after = route.headers();
            assertThat(after).isNotSameAs(before);
            assertThat(timestampMs(after)).isEqualTo(venue.clock.epochNanos() / MS);
            assertThat(route.headers()).isSameAs(after);
        }
        assertThat(venue.routes.counters().get(SigningCounter.CLOCK_STEPS)).isEqualTo(4);
    }

    @Test
    void shouldSignTheRouteAndNotItsQuery() {
        assertThat(venue.routes.of("GET", "/v2/x?a=1")).isSameAs(venue.routes.of("GET", "/v2/x?b=2"));
        assertThat(venue.routes.of("GET", "/v2/x")).isNotSameAs(venue.routes.of("DELETE", "/v2/x"));
        assertThat(venue.routes.of("GET", "/v2/x").headers().lines())
                .isNotEqualTo(venue.routes.of("GET", "/v2/y").headers().lines());
        Map<String, String> headers = new HashMap<>();
        venue.routes.of("GET", "/v2/x").addTo(headers::put);
        assertThat(headers)
                .containsOnlyKeys("KALSHI-ACCESS-KEY", "KALSHI-ACCESS-TIMESTAMP", "KALSHI-ACCESS-SIGNATURE")
                .containsEntry("KALSHI-ACCESS-KEY", TestCredentials.KALSHI_KEY_ID);
    }

    @Test
    void shouldForgetTheOldestOfManyRoutes() {
        SignedRoute first = venue.routes.of("DELETE", "/v2/orders/0");
        for (int i = 1; i < 64; i++) {
            venue.routes.of("DELETE", "/v2/orders/" + i);
        }
        assertThat(venue.routes.of("DELETE", "/v2/orders/0")).isSameAs(first);
        venue.routes.of("DELETE", "/v2/orders/64");
        assertThat(venue.routes.of("DELETE", "/v2/orders/0")).isNotSameAs(first);
    }

    @Test
    void shouldMakeWarmSignaturesOnAThreadOfItsOwn() throws Exception {
        GatewayLoops loops = new GatewayLoops("routes-test", 1, false);
        EventLoop loop = loops.next();
        try (SignedRoutes routes =
                new SignedRoutes(settings(), new SigningSettings(2_000 * MS, 5 * MS), loop, EpochClock.system())) {
            SignedRoute route = routes.warm("POST", "/trade-api/v2/x");
            routes.start();
            routes.start();
            long deadline = System.nanoTime() + 20_000 * MS;
            while (routes.aheadCount() < 5 && System.nanoTime() < deadline) {
                Thread.sleep(2);
            }
            assertThat(routes.aheadCount()).isGreaterThanOrEqualTo(5);
            HeaderBytes one = route.headers();
            assertThat(routes.counters().get(SigningCounter.READY)).isEqualTo(1);
            assertThat(routes.counters().get(SigningCounter.FRESH)).isZero();
            long made = routes.aheadCount();
            while (routes.aheadCount() < made + 2 && System.nanoTime() < deadline) {
                Thread.sleep(2);
            }
            assertThat(route.headers()).as("made anew").isNotSameAs(one);
        } finally {
            loops.close();
        }
    }

    @Test
    void shouldSignByConscryptOnlyWhatTheJdkVerifies() throws Exception {
        PrivateKey key = PrivateKeys.read(TestCredentials.kalshiPrivateKeyPem());
        assertThat(SignatureProvider.conscrypt((RSAPrivateCrtKey) key)).isNotNull();
        PrivateKey other = java.security.KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPrivate();
        java.security.Signature liar = new java.security.Signature("liar") {
            private final java.security.Signature behind = java.security.Signature.getInstance("RSASSA-PSS");

            @Override
            protected void engineInitVerify(java.security.PublicKey publicKey) {
                throw new UnsupportedOperationException();
            }

            @Override
            protected void engineInitSign(PrivateKey ignored) throws java.security.InvalidKeyException {
                behind.initSign(other);
            }

            @Override
            protected void engineUpdate(byte b) throws java.security.SignatureException {
                behind.update(b);
            }

            @Override
            protected void engineUpdate(byte[] bytes, int offset, int length) throws java.security.SignatureException {
                behind.update(bytes, offset, length);
            }

            @Override
            protected byte[] engineSign() throws java.security.SignatureException {
                return behind.sign();
            }

            @Override
            protected boolean engineVerify(byte[] signature) {
                throw new UnsupportedOperationException();
            }

            @Override
            protected void engineSetParameter(java.security.spec.AlgorithmParameterSpec spec)
                    throws java.security.InvalidAlgorithmParameterException {
                behind.setParameter(spec);
            }

            @Deprecated
            @Override
            protected void engineSetParameter(String name, Object value) {
                throw new UnsupportedOperationException();
            }

            @Deprecated
            @Override
            protected Object engineGetParameter(String name) {
                throw new UnsupportedOperationException();
            }
        };
        assertThat(SignatureProvider.checked(liar, (RSAPrivateCrtKey) key)).isNull();
    }

    @Test
    void shouldRefuseSettingsThatWouldUseOldSignatures() {
        assertThatThrownBy(() -> new SigningSettings(1_000 * MS, 500 * MS)).hasMessageContaining("too old");
        assertThatThrownBy(() -> new SigningSettings(60_000 * MS, 1_001 * MS)).hasMessageContaining("at most a second");
    }
}
