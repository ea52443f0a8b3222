package io.parallax.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardsTest {
    @Test
    void shouldFillOneShardBeforeTheNextAndTheEmptiestFirst() {
        Shards shards = new Shards(2);
        for (int slot = 0; slot < 5; slot++) {
            assertThat(shards.add(slot).number()).isEqualTo(slot / 2);
        }
        assertThat(shards.count()).isEqualTo(3);
        assertThat(shards.get(2).line(1)).isEqualTo(5);
        shards.remove(0);
        shards.remove(1);
        shards.remove(2);
        assertThat(shards.add(9).number()).isZero();
        assertThat(shards.add(10).number()).isZero();
        assertThat(shards.add(11).number()).isEqualTo(1);
    }

    @Test
    void shouldKnowWhichLineIsWhose() {
        assertThat(Shards.line(63, 1)).isEqualTo(127);
        assertThat(Shards.shardOfLine(127)).isEqualTo(63);
        assertThat(Shards.copyOfLine(127)).isEqualTo(1);
    }

    @Test
    void shouldGiveNoPlaceInAShardTheVenueClosed() {
        Shards shards = new Shards(10);
        shards.add(0).close();
        assertThat(shards.add(1).number()).isEqualTo(1);
    }

    @Test
    void shouldSayWhenAllAreFull() {
        Shards shards = new Shards(1);
        for (int slot = 0; slot < Shards.MAX_SHARDS; slot++) {
            shards.add(slot);
        }
        assertThatThrownBy(() -> shards.add(500)).hasMessageContaining("127 connections of 1 markets full");
        assertThatThrownBy(() -> shards.add(5)).hasMessageContaining("followed already");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldKeepEveryMarketAtItsPlace(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Shards shards = new Shards(7);
        List<Integer> followed = new ArrayList<>();
        int next = 0;
        for (int step = 0; step < 5_000; step++) {
            if (followed.isEmpty() || random.nextInt(100) < 52 && followed.size() < 500) {
                shards.add(next);
                followed.add(next++);
            } else {
                shards.remove(followed.remove(random.nextInt(followed.size())));
            }
            int members = 0;
            for (int i = 0; i < shards.count(); i++) {
                members += shards.get(i).size();
            }
            assertThat(members).as("seed " + seed + " step " + step).isEqualTo(followed.size());
        }
        for (int slot = 0; slot < next; slot++) {
            int shard = shards.shardOf(slot);
            assertThat(shard >= 0).as("seed " + seed + " slot " + slot).isEqualTo(followed.contains(slot));
            if (shard >= 0) {
                assertThat(shards.get(shard).slotAt(shards.get(shard).placeOf(slot)))
                        .as("seed " + seed + " slot " + slot)
                        .isEqualTo(slot);
            }
        }
    }
}
