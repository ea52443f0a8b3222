package io.parallax.gateway.polymarket.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Hash;

final class Keccak256Test {
    @Test
    void shouldAgreeWithTheLibraryOnRandomInputsOfEveryLengthAroundABlock() {
        long seed = 20261120;
        Random random = new Random(seed);
        Keccak256 keccak = new Keccak256();
        byte[] hash = new byte[40];
        for (int length = 0; length < 500; length++) {
            byte[] input = new byte[length + 3];
            random.nextBytes(input);
            keccak.hash(input, 3, length, hash, 5);
            byte[] expected = Hash.sha3(input, 3, length);
            assertThat(java.util.Arrays.copyOfRange(hash, 5, 37))
                    .as("seed %d length %d", seed, length)
                    .isEqualTo(expected);
        }
    }

    @Test
    void shouldHashTheEmptyInput() {
        assertThat(Words.hex(Keccak256.of(new byte[0])))
                .isEqualTo("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    }
}
