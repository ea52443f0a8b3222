package io.parallax.gateway.polymarket.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.SignAheadDecoder;
import io.parallax.codecs.sbe.SignAheadEncoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.SubmitOrderEncoder;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.units.Micros;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.Secret;
import io.parallax.config.SigningLimits;
import io.parallax.config.SigningSettings;
import io.parallax.testkit.AllocatedBytes;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.crypto.Sign.SignatureData;

final class OrderSignerTest {
    /** The first published development account of Ethereum tool kits. */
    private static final String KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    private static final String OWN = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
    private static final long SESSION = 99;
    private static final long NOW_NS = 1_790_766_966_316_000_000L;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final byte[] TOKEN = Words.ofDecimal("1234567890");
    private static final SigningLimits LIMITS =
            new SigningLimits(950_000, 20_000, 1_000_000_000, 500_000_000, 1_200_000_000);

    private final OrderSigner signer = signer(0, OWN, new SigningSettings(LIMITS, 0, 4));
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SubmitOrderEncoder submit = new SubmitOrderEncoder();
    private final SignAheadEncoder ahead = new SignAheadEncoder();
    private final OrderTerms terms = new OrderTerms();
    private final ClobOrder order = new ClobOrder();
    private final byte[] hash = new byte[OrderSigner.HASH_LENGTH];
    private final byte[] signature = new byte[signer.signatureLength()];

    @AfterEach
    void wipe() {
        signer.close();
    }

    private static OrderSigner signer(int type, String funder, SigningSettings signing) {
        URI local = URI.create("http://127.0.0.1");
        Secret none = new Secret("");
        return new OrderSigner(
                new PolymarketSettings(local, local, local, 137, type, funder, new Secret(KEY), none, none, none),
                signing);
    }

    /** A resting order of 100 shares at 0.40, changed as a test wants. */
    private OrderTerms submitted(Consumer<SubmitOrderEncoder> change) {
        submit.wrapAndApplyHeader(command, 0, header)
                .orderId(16)
                .timestampNs(NOW_NS)
                .expiryNs(0)
                .instrumentId(3)
                .outcome(Outcome.YES)
                .action(OrderAction.BUY)
                .timeInForce(TimeInForce.GTC)
                .priceMicros(400_000)
                .qtyMicros(100_000_000)
                .notionalMicros(40_000_000)
                .signedNs(SubmitOrderEncoder.signedNsNullValue());
        change.accept(submit);
        return terms.read(new SubmitOrderDecoder().wrapAndApplyHeader(command, 0, new MessageHeaderDecoder()));
    }

    private OrderTerms wantedAhead(Consumer<SignAheadEncoder> change) {
        ahead.wrapAndApplyHeader(command, 0, header)
                .orderId(16)
                .timestampNs(NOW_NS)
                .instrumentId(3)
                .outcome(Outcome.YES)
                .action(OrderAction.BUY)
                .timeInForce(TimeInForce.GTC)
                .priceMicros(400_000)
                .qtyMicros(100_000_000)
                .notionalMicros(40_000_000);
        change.accept(ahead);
        return terms.read(new SignAheadDecoder().wrapAndApplyHeader(command, 0, new MessageHeaderDecoder()));
    }

    /** The exact amounts of a resting order. */
    private ClobOrder resting(OrderTerms of) {
        long quote = of.priceMicros() * of.qtyMicros() / Micros.ONE;
        order.follow(of, SESSION, TOKEN, of.isSell() ? of.qtyMicros() : quote, of.isSell() ? quote : of.qtyMicros());
        return order;
    }

    private boolean sign(OrderTerms of, long nowNanos) {
        return signer.sign(ExchangeDomain.CTF_V2, resting(of), NOW_NS, nowNanos, hash, signature);
    }

    private boolean signAhead(OrderTerms of, long validUntilNs) {
        return signer.signAhead(ExchangeDomain.CTF_V2, resting(of), validUntilNs, NOW_NS);
    }

    @Test
    void shouldSignWhatAJournaledOrderWants() throws SignatureException {
        assertThat(sign(submitted(wanted -> {}), 0)).isTrue();
        String recovered = Keys.getAddress(Sign.signedMessageHashToKey(
                hash,
                new SignatureData(signature[64], Arrays.copyOf(signature, 32), Arrays.copyOfRange(signature, 32, 64))));
        assertThat("0x" + recovered).isEqualTo(OWN.toLowerCase(Locale.ROOT));
        byte[] again = new byte[32];
        signer.hash(ExchangeDomain.CTF_V2, order, again);
        assertThat(hash).isEqualTo(again);
        assertThat(signer.counters().get(SigningCounter.SIGNED)).isEqualTo(1);
    }

    @Test
    void shouldOfferNoCallThatSignsADigestOrAKey() {
        for (Class<?> type : List.of(OrderSigner.class, WalletLogin.class, ClobOrder.class, OrderTerms.class)) {
            for (Method method : type.getMethods()) {
                boolean takesBytesAlone = method.getParameterCount() > 0
                        && Arrays.stream(method.getParameterTypes()).allMatch(byte[].class::equals);
                assertThat(takesBytesAlone && method.getName().contains("sign"))
                        .as(method.toString())
                        .isFalse();
            }
        }
        for (Class<?> type : List.of(WalletKey.class, Curve.class, NativeCurve.class, NoncePool.class)) {
            assertThat(Modifier.isPublic(type.getModifiers()))
                    .as(type.getName())
                    .isFalse();
        }
        assertThat(Arrays.stream(ClobOrder.class.getMethods()).map(Method::getName))
                .doesNotContain("set", "extras");
    }

    @Test
    void shouldRefuseAnOrderThatFollowsFromNothing() {
        ClobOrder free = VectorOrders.of(7, "1234", false, 1_000_000, 2_000_000, 1);
        assertThat(signer.sign(ExchangeDomain.CTF_V2, free, NOW_NS, 0, hash, signature))
                .isFalse();
        assertThat(signer.refusal()).startsWith("not sent: ").contains("recorded order");
        assertThat(signer.signAhead(ExchangeDomain.CTF_V2, free, NOW_NS + SECOND, NOW_NS))
                .isFalse();
        resting(submitted(wanted -> {}));
        order.extras(new byte[32], TOKEN);
        assertThat(signer.sign(ExchangeDomain.CTF_V2, order, NOW_NS, 0, hash, signature))
                .isFalse();
        resting(wantedAhead(wanted -> {}));
        assertThat(signer.sign(ExchangeDomain.CTF_V2, order, NOW_NS, 0, hash, signature))
                .as("a request to sign ahead is no order")
                .isFalse();
        resting(submitted(wanted -> {}));
        assertThat(signer.signAhead(ExchangeDomain.CTF_V2, order, NOW_NS + SECOND, NOW_NS))
                .isFalse();
        assertThat(signature).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({
        "BUY, GTC, 40000001, 100000000, false",
        "BUY, GTC, 40000000, 100000000, true",
        "BUY, GTC, 40000000, 99998000, false",
        "BUY, FOK, 40000000, 100000000, true",
        "BUY, FOK, 39000000, 97500000, true",
        "BUY, FOK, 39000000, 97400000, false",
        "SELL, GTC, 100000000, 40000000, true",
        "SELL, GTC, 100000001, 40000000, false",
        "SELL, IOC, 100000000, 39998000, false",
        "SELL, IOC, 100000000, 39999900, true",
        "SELL, GTC, 0, 40000000, false",
        "BUY, GTC, 40000000, 0, false"
    })
    void shouldFollowOnlyWithAmountsOfTheTerms(
            OrderAction action, TimeInForce timeInForce, long maker, long taker, boolean follows) {
        submitted(wanted -> wanted.action(action).timeInForce(timeInForce));
        assertThat(order.follow(terms, SESSION, TOKEN, maker, taker)).isEqualTo(follows);
        assertThat(signer.sign(ExchangeDomain.CTF_V2, order, NOW_NS, 0, hash, signature))
                .isEqualTo(follows);
    }

    @Test
    void shouldSpendNoMoreThanTheNotionalOfAnImmediateBuy() {
        submitted(wanted -> wanted.timeInForce(TimeInForce.FOK).notionalMicros(30_000_000));
        assertThat(order.follow(terms, SESSION, TOKEN, 30_000_001, 75_000_002)).isFalse();
        assertThat(order.follow(terms, SESSION, TOKEN, 30_000_000, 75_000_000)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "BUY, 960000, 100000000, price 0.96 above signing.maxBuyPrice=0.95",
        "SELL, 10000, 100000000, price 0.01 below signing.minSellPrice=0.02",
        "BUY, 100000, 1000000001, quantity 1000.000001 above signing.maxQty=1000",
        "BUY, 600000, 900000000, notional 540 above signing.maxNotional=500"
    })
    void shouldSignNothingBeyondItsCeilings(OrderAction action, long price, long qty, String why) {
        Consumer<SubmitOrderEncoder> beyond = wanted ->
                wanted.action(action).priceMicros(price).qtyMicros(qty).notionalMicros(qty);
        assertThat(sign(submitted(beyond), 0)).isFalse();
        assertThat(signer.refusal()).isEqualTo("not sent: " + why);
        assertThat(signAhead(
                        wantedAhead(wanted ->
                                wanted.action(action).priceMicros(price).qtyMicros(qty)),
                        NOW_NS + SECOND))
                .isFalse();
        assertThat(signer.refusal()).isEqualTo("not sent: " + why);
        assertThat(signer.counters().get(SigningCounter.REFUSED)).isEqualTo(1);
        assertThat(signer.counters().get(SigningCounter.NOT_SIGNED_AHEAD)).isEqualTo(1);
        assertThat(signature).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5_000_000_000_000L})
    void shouldLimitTheNotionalOfEveryMinute(long startNanos) {
        Consumer<SubmitOrderEncoder> large =
                wanted -> wanted.qtyMicros(1_000_000_000).notionalMicros(400_000_000);
        for (int i = 0; i < 3; i++) {
            assertThat(sign(submitted(large), startNanos + i * SECOND))
                    .as("order " + i)
                    .isTrue();
        }
        assertThat(sign(submitted(wanted -> wanted.qtyMicros(100_000_000)), startNanos + 59 * SECOND))
                .isFalse();
        assertThat(signer.refusal())
                .isEqualTo("not sent: notional of a minute 1240 above signing.maxNotionalPerMinute=1200");
        assertThat(sign(submitted(large), startNanos + 60 * SECOND)).isFalse();
        assertThat(sign(submitted(large), startNanos + 61 * SECOND)).isTrue();
        assertThat(sign(submitted(large), startNanos + 61 * SECOND + 1))
                .as("the second one of before counts on")
                .isFalse();
        assertThat(sign(submitted(large), startNanos + 62 * SECOND)).isTrue();
        assertThat(sign(submitted(large), startNanos + 1_000 * SECOND)).isTrue();
    }

    @Test
    void shouldGiveOutTheSignatureMadeAheadOnceUnderEqualTerms() {
        assertThat(signAhead(wantedAhead(wanted -> {}), NOW_NS + SECOND)).isTrue();
        byte[] expectedHash = new byte[32];
        byte[] expected = new byte[65];
        signer.makeSignature(ExchangeDomain.CTF_V2, order, expectedHash, expected);
        assertThat(sign(
                        submitted(
                                wanted -> wanted.timestampNs(NOW_NS + 5_000_000).signedNs(NOW_NS)),
                        0))
                .isTrue();
        assertThat(hash).isEqualTo(expectedHash);
        assertThat(signature).isEqualTo(expected);
        assertThat(order.timestampMs()).isEqualTo(NOW_NS / 1_000_000);
        assertThat(signer.counters().get(SigningCounter.SENT_AS_SIGNED)).isEqualTo(1);
        assertThat(sign(submitted(wanted -> wanted.signedNs(NOW_NS)), 0)).isFalse();
        assertThat(signer.refusal()).contains("no signature is kept for order 16");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"instrument", "outcome", "action", "time in force", "price", "quantity", "notional", "time"})
    void shouldRefuseAKeptSignatureWhenOneTermDiffers(String term) {
        assertThat(signAhead(wantedAhead(wanted -> {}), NOW_NS + SECOND)).isTrue();
        submitted(wanted -> {
            wanted.signedNs(NOW_NS);
            switch (term) {
                case "instrument" -> wanted.instrumentId(4);
                case "outcome" -> wanted.outcome(Outcome.NO);
                case "action" -> wanted.action(OrderAction.SELL);
                case "time in force" -> wanted.timeInForce(TimeInForce.FOK);
                case "price" -> wanted.priceMicros(390_000);
                case "quantity" -> wanted.qtyMicros(99_000_000);
                case "notional" -> wanted.notionalMicros(41_000_000);
                default -> wanted.signedNs(NOW_NS + 1);
            }
        });
        assertThat(sign(terms, 0)).isFalse();
        assertThat(signer.refusal()).contains(term).contains("order 16 is not the one signed ahead");
        assertThat(sign(submitted(wanted -> wanted.signedNs(NOW_NS)), 0))
                .as("a refusal takes nothing from the one that was meant")
                .isTrue();
    }

    @Test
    void shouldRefuseAKeptSignatureOfAnotherContractOrGrid() {
        assertThat(signAhead(wantedAhead(wanted -> {}), NOW_NS + SECOND)).isTrue();
        resting(submitted(wanted -> wanted.signedNs(NOW_NS)));
        assertThat(signer.sign(ExchangeDomain.EXCHANGE_V3, order, NOW_NS, 0, hash, signature))
                .isFalse();
        assertThat(signer.refusal()).contains("contract changed");
        order.follow(terms, SESSION, TOKEN, 39_990_000, 99_975_000);
        assertThat(signer.sign(ExchangeDomain.CTF_V2, order, NOW_NS, 0, hash, signature))
                .isFalse();
        assertThat(signer.refusal()).contains("grid");
    }

    @Test
    void shouldForgetAKeptSignatureWhenItsTimeIsOver() {
        assertThat(signAhead(wantedAhead(wanted -> {}), NOW_NS + SECOND)).isTrue();
        resting(submitted(wanted -> wanted.signedNs(NOW_NS)));
        assertThat(signer.sign(ExchangeDomain.CTF_V2, order, NOW_NS + SECOND, 0, hash, signature))
                .isFalse();
        assertThat(signer.refusal()).contains("is over");
        assertThat(signAhead(wantedAhead(wanted -> {}), NOW_NS)).isFalse();
        assertThat(signer.refusal()).contains("its time is over");
    }

    @Test
    void shouldKeepABoundedNumberAndGiveThePlacesOfTheExpiredAway() {
        for (int i = 0; i < 4; i++) {
            long id = 16 + i;
            long until = NOW_NS + (i == 2 ? SECOND : 9 * SECOND);
            assertThat(signAhead(wantedAhead(wanted -> wanted.orderId(id)), until))
                    .isTrue();
        }
        resting(wantedAhead(wanted -> wanted.orderId(30)));
        assertThat(signer.signAhead(ExchangeDomain.CTF_V2, order, NOW_NS + 9 * SECOND, NOW_NS))
                .isFalse();
        assertThat(signer.refusal()).contains("signing.keptOrders");
        assertThat(signer.signAhead(ExchangeDomain.CTF_V2, order, NOW_NS + 9 * SECOND, NOW_NS + 2 * SECOND))
                .isTrue();
        for (long id : new long[] {16, 17, 19, 30}) {
            assertThat(sign(submitted(wanted -> wanted.orderId(id).signedNs(NOW_NS)), 0))
                    .as("order " + id)
                    .isTrue();
        }
        assertThat(sign(submitted(wanted -> wanted.orderId(18).signedNs(NOW_NS)), 0))
                .isFalse();
    }

    @Test
    void shouldCountAnOrderSignedAheadInTheMinuteInWhichItIsSent() {
        SigningSettings tight =
                new SigningSettings(new SigningLimits(950_000, 1, 1_000_000_000, 50_000_000, 50_000_000), 0, 4);
        try (OrderSigner strict = signer(0, OWN, tight)) {
            for (int i = 0; i < 3; i++) {
                long id = 16 + i;
                resting(wantedAhead(wanted -> wanted.orderId(id)));
                assertThat(strict.signAhead(ExchangeDomain.CTF_V2, order, NOW_NS + SECOND, NOW_NS))
                        .isTrue();
            }
            resting(submitted(wanted -> wanted.signedNs(NOW_NS)));
            assertThat(strict.sign(ExchangeDomain.CTF_V2, order, NOW_NS, 0, hash, signature))
                    .isTrue();
            resting(submitted(wanted -> wanted.orderId(17).signedNs(NOW_NS)));
            assertThat(strict.sign(ExchangeDomain.CTF_V2, order, NOW_NS, 0, hash, signature))
                    .isFalse();
            assertThat(strict.refusal()).contains("maxNotionalPerMinute");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void shouldNotAllocateForAnOrderFreshOrSignedAhead(int type) {
        OrderSigner fast = signer(type, type == 0 ? OWN : "0x" + "11".repeat(20), SigningSettings.unlimited());
        byte[] room = new byte[fast.signatureLength()];
        SubmitOrderDecoder decoder = new SubmitOrderDecoder();
        SignAheadDecoder aheadDecoder = new SignAheadDecoder();
        MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
        UnsafeBuffer aheadCommand = new UnsafeBuffer(new byte[512]);
        submitted(wanted -> {});
        aheadCommand.putBytes(0, command, 0, 512);
        ahead.wrapAndApplyHeader(aheadCommand, 0, header)
                .orderId(16)
                .timestampNs(NOW_NS)
                .instrumentId(3)
                .outcome(Outcome.YES)
                .action(OrderAction.BUY)
                .timeInForce(TimeInForce.GTC)
                .priceMicros(400_000)
                .qtyMicros(100_000_000)
                .notionalMicros(40_000_000);
        UnsafeBuffer named = new UnsafeBuffer(new byte[512]);
        submitted(wanted -> wanted.signedNs(NOW_NS));
        named.putBytes(0, command, 0, 512);
        submitted(wanted -> {});
        Runnable work = () -> {
            for (int i = 0; i < 200; i++) {
                resting(terms.read(decoder.wrapAndApplyHeader(command, 0, headerDecoder)));
                if (!fast.sign(ExchangeDomain.CTF_V2, order, NOW_NS, i * SECOND, hash, room)) {
                    throw new AssertionError(fast.refusal());
                }
                resting(terms.read(aheadDecoder.wrapAndApplyHeader(aheadCommand, 0, headerDecoder)));
                boolean kept = fast.signAhead(ExchangeDomain.CTF_V2, order, NOW_NS + SECOND, NOW_NS);
                resting(terms.read(decoder.wrapAndApplyHeader(named, 0, headerDecoder)));
                if (!kept || !fast.sign(ExchangeDomain.CTF_V2, order, NOW_NS, i * SECOND, hash, room)) {
                    throw new AssertionError(fast.refusal());
                }
            }
        };
        work.run();
        assertThat(AllocatedBytes.least(work)).isZero();
        fast.close();
    }

    @Test
    void shouldSignNothingAfterItsEnd() {
        OrderSigner ended = signer(0, OWN, new SigningSettings(LIMITS, 16, 4));
        resting(submitted(wanted -> {}));
        assertThat(ended.sign(ExchangeDomain.CTF_V2, order, NOW_NS, 0, hash, signature))
                .isTrue();
        ended.close();
        assertThat(ended.sign(ExchangeDomain.CTF_V2, order, NOW_NS, 0, hash, signature))
                .isFalse();
        assertThat(ended.refusal()).startsWith("not sent: ").contains("wiped");
        assertThatThrownBy(() -> ended.makeSignature(ExchangeDomain.CTF_V2, order, hash, signature))
                .hasMessageContaining("wiped");
    }
}
