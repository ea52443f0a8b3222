package io.parallax.bench.signing;

import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.SignAheadEncoder;
import io.parallax.codecs.sbe.SubmitOrderEncoder;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.Secret;
import io.parallax.config.SigningSettings;
import io.parallax.gateway.polymarket.order.OrderPath;
import io.parallax.gateway.polymarket.signing.OrderSigner;
import io.parallax.gateway.polymarket.signing.SignerProbe;
import io.parallax.gateway.polymarket.signing.SigningCounter;
import io.parallax.gateway.polymarket.signing.Words;
import java.math.BigInteger;
import java.net.URI;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;
import org.web3j.crypto.Sign.SignatureData;

/**
 * One immediate buy of a plain wallet, from the recorded command on ({@code fresh}, {@code pooled}, {@code preSigned}), and
 * the same by libraries: typed data by web3j, and bare signatures of a given digest.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SigningBenchmark {
    /** The first published development account of Ethereum tool kits. */
    private static final String KEY = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    private static final String ACCOUNT = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
    private static final String TOKEN = "71321045679252212594626385532706912750332728571942532289631379312455583992563";
    private static final long NOW_NS = 1_790_766_966_316_000_000L;
    private static final long LATER_NS = NOW_NS + 3_600_000_000_000L;
    static final int BATCH = 500;
    private static final byte[] KEY_BYTES = HexFormat.of().parseHex(KEY);

    private static final byte[] TOKEN_WORD = Words.ofDecimal(TOKEN);
    private static final long TICK_MICROS = 10_000;
    private static final PolymarketSettings SETTINGS = settings();

    private final SignerProbe probe = new SignerProbe(KEY_BYTES);
    private final ECKeyPair web3j = ECKeyPair.create(new BigInteger(1, KEY_BYTES));
    private final Web3jTypedData typedData = new Web3jTypedData(KEY_BYTES, ACCOUNT);
    private final ECDSASigner bouncyCastle = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    private final OrderSigner signer = new OrderSigner(SETTINGS, SigningSettings.unlimited());
    private final OrderPath path = new OrderPath(SETTINGS, signer, TOKEN, TOKEN_WORD, TICK_MICROS);
    private final UnsafeBuffer fresh = submit(16, SubmitOrderEncoder.signedNsNullValue());
    private final byte[] digest = new byte[OrderSigner.HASH_LENGTH];
    private final byte[] signature = new byte[65];
    private final long[] pair = new long[SignerProbe.pairLength()];

    /** A signer whose pairs are prepared outside of what is measured. */
    @State(Scope.Thread)
    public static class FullPool {
        private final SignerProbe probe = new SignerProbe(KEY_BYTES);
        private final OrderSigner signer = probe.pooled(SETTINGS, BATCH);
        private final OrderPath path = new OrderPath(SETTINGS, signer, TOKEN, TOKEN_WORD, TICK_MICROS);

        @Setup(Level.Invocation)
        public void fill() {
            probe.fill();
        }

        @TearDown
        public void stop() {
            signer.close();
        }

        OrderPath path() {
            return path;
        }

        /** Whether no signature had to do without a pair. */
        boolean isPooled() {
            return signer.counters().get(SigningCounter.POOL_EMPTY) == 0;
        }
    }

    /** A signer whose orders are signed ahead outside of what is measured. */
    @State(Scope.Thread)
    public static class SignedAhead {
        private final OrderSigner signer = new OrderSigner(SETTINGS, SigningSettings.unlimited());
        private final OrderPath path = new OrderPath(SETTINGS, signer, TOKEN, TOKEN_WORD, TICK_MICROS);
        private final UnsafeBuffer[] wanted = new UnsafeBuffer[BATCH];
        private final UnsafeBuffer[] ahead = new UnsafeBuffer[BATCH];

        @Setup
        public void start() {
            for (int i = 0; i < BATCH; i++) {
                wanted[i] = submit(32 + i, NOW_NS);
                ahead[i] = signAhead(32 + i);
            }
        }

        @Setup(Level.Invocation)
        public void sign() {
            for (UnsafeBuffer order : ahead) {
                path.signAhead(order, NOW_NS, LATER_NS);
            }
        }

        @TearDown
        public void stop() {
            signer.close();
        }
    }

    @Setup
    public void start() {
        probe.makePool(2);
        ECDomainParameters domain = new ECDomainParameters(
                Sign.CURVE_PARAMS.getCurve(),
                Sign.CURVE_PARAMS.getG(),
                Sign.CURVE_PARAMS.getN(),
                Sign.CURVE_PARAMS.getH());
        bouncyCastle.init(true, new ECPrivateKeyParameters(web3j.getPrivateKey(), domain));
        path.sign(fresh, NOW_NS);
        System.arraycopy(path.orderHash(), 0, digest, 0, digest.length);
    }

    @TearDown
    public void stop() {
        signer.close();
    }

    private static PolymarketSettings settings() {
        URI local = URI.create("http://127.0.0.1");
        return new PolymarketSettings(
                local,
                local,
                local,
                137,
                0,
                ACCOUNT,
                new Secret(KEY),
                new Secret("00000000-0000-0000-0000-000000000000"),
                new Secret("c2VjcmV0LXdvcmRzLWZvci1hLWJlbmNobWFyay1vbmx5"),
                new Secret("pass"));
    }

    private static UnsafeBuffer submit(long orderId, long signedNs) {
        UnsafeBuffer command = new UnsafeBuffer(new byte[256]);
        new SubmitOrderEncoder()
                .wrapAndApplyHeader(command, 0, new MessageHeaderEncoder())
                .orderId(orderId)
                .timestampNs(NOW_NS)
                .venue(Venue.POLYMARKET)
                .outcome(Outcome.YES)
                .action(OrderAction.BUY)
                .timeInForce(TimeInForce.FOK)
                .priceMicros(520_000)
                .qtyMicros(100_000_000)
                .notionalMicros(52_000_000)
                .signedNs(signedNs);
        return command;
    }

    private static UnsafeBuffer signAhead(long orderId) {
        UnsafeBuffer command = new UnsafeBuffer(new byte[256]);
        new SignAheadEncoder()
                .wrapAndApplyHeader(command, 0, new MessageHeaderEncoder())
                .orderId(orderId)
                .timestampNs(NOW_NS)
                .validUntilNs(LATER_NS)
                .venue(Venue.POLYMARKET)
                .outcome(Outcome.YES)
                .action(OrderAction.BUY)
                .timeInForce(TimeInForce.FOK)
                .priceMicros(520_000)
                .qtyMicros(100_000_000)
                .notionalMicros(52_000_000);
        return command;
    }

    /** Typed data from JSON, hashed and signed. */
    @Benchmark
    public SignatureData web3jTypedData() {
        return typedData.sign(path.order());
    }

    /** A given digest. */
    @Benchmark
    public SignatureData web3jBare() {
        return Sign.signMessage(digest, web3j, false);
    }

    /** A given digest; r and s, without recovery id and before the lower s is taken. */
    @Benchmark
    public BigInteger[] bouncyCastleBare() {
        return bouncyCastle.generateSignature(digest);
    }

    /** A given digest. */
    @Benchmark
    public byte[] libsecp256k1Bare() {
        probe.bareSign(digest, signature);
        return signature;
    }

    /** The order's EIP-712 digest. */
    @Benchmark
    public byte[] ownHash() {
        path.hash();
        return path.orderHash();
    }

    /** Command to signature: typed, within ceilings, hashed, signed natively. */
    @Benchmark
    public byte[] freshNative() {
        path.sign(fresh, NOW_NS);
        return path.signature();
    }

    /** The same with prepared nonces. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public byte[] freshFromPool(FullPool full) {
        for (int i = 0; i < BATCH; i++) {
            full.path.sign(fresh, NOW_NS);
        }
        return full.path.signature();
    }

    /** Command to body and authentication, the order's signature kept from before. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int preSignedToBytes(SignedAhead kept) {
        int length = 0;
        for (int i = 0; i < BATCH; i++) {
            length += kept.path.toBytes(kept.wanted[i], NOW_NS);
        }
        return length;
    }

    /** Body and authentication alone. */
    @Benchmark
    public int bodyAndMac() {
        return path.write();
    }

    /** One pair, off the path. */
    @Benchmark
    public boolean preparePair() {
        return probe.prepare(pair);
    }

    OrderPath path() {
        return path;
    }

    byte[] digest() {
        return digest;
    }
}
