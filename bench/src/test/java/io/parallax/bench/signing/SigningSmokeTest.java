package io.parallax.bench.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.crypto.Sign.SignatureData;

/** Every way signs the same order. */
final class SigningSmokeTest {
    private final SigningBenchmark benchmark = new SigningBenchmark();

    @BeforeEach
    void start() {
        benchmark.start();
    }

    @AfterEach
    void stop() {
        benchmark.stop();
    }

    @Test
    void shouldGiveTheSameSignatureEveryWay() {
        byte[] fresh = benchmark.freshNative().clone();
        assertThat(benchmark.ownHash()).isEqualTo(benchmark.digest());
        assertThat(bytes(benchmark.web3jTypedData())).isEqualTo(fresh);
        assertThat(bytes(benchmark.web3jBare())).isEqualTo(fresh);
        assertThat(benchmark.libsecp256k1Bare()).isEqualTo(fresh);
        BigInteger[] rs = benchmark.bouncyCastleBare();
        BigInteger n = Sign.CURVE_PARAMS.getN();
        assertThat(rs[0]).isEqualTo(new BigInteger(1, Arrays.copyOf(fresh, 32)));
        assertThat(rs[1].min(n.subtract(rs[1]))).isEqualTo(new BigInteger(1, Arrays.copyOfRange(fresh, 32, 64)));
    }

    @Test
    void shouldSignFromThePoolForTheSameAccount() throws SignatureException {
        SigningBenchmark.FullPool full = new SigningBenchmark.FullPool();
        full.fill();
        byte[] signature = benchmark.freshFromPool(full);
        assertThat(full.isPooled()).isTrue();
        BigInteger key = Sign.signedMessageHashToKey(
                full.path().orderHash(),
                new SignatureData(signature[64], Arrays.copyOf(signature, 32), Arrays.copyOfRange(signature, 32, 64)));
        assertThat("0x" + Keys.getAddress(key)).isEqualToIgnoringCase("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
        assertThat(benchmark.preparePair()).isTrue();
    }

    @Test
    void shouldWriteTheWholeRequestOfAnOrderSignedAhead() {
        SigningBenchmark.SignedAhead kept = new SigningBenchmark.SignedAhead();
        kept.start();
        kept.sign();
        int all = benchmark.preSignedToBytes(kept);
        int last = benchmark.bodyAndMac();
        String body = new String(benchmark.path().body(), 0, last, StandardCharsets.US_ASCII);
        assertThat(body).startsWith("{\"deferExec\":false").endsWith("\"orderType\":\"FOK\"}");
        assertThat(all).isBetween(500 * (last - 20), 500 * (last + 20));
    }

    private static byte[] bytes(SignatureData data) {
        byte[] all = new byte[65];
        System.arraycopy(data.getR(), 0, all, 0, 32);
        System.arraycopy(data.getS(), 0, all, 32, 32);
        all[64] = data.getV()[0];
        return all;
    }
}
