package io.parallax.gateway.polymarket.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.gateway.polymarket.Vectors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The venue's own frames: what it hashed we find, and what is left out or altered we miss. */
final class BookVerifierRecordingsTest {
    private static final String RECORDING = "ws_market_recording_2026_09_30.jsonl";
    private static final long MS = 1_000_000;
    private static final long POLL_MS = 50;

    /** A frame with its time of receipt. */
    private record Frame(long atMs, JsonNode json) {}

    @Test
    void shouldMatchExactlyTheFramesOfTheReplayVector() {
        JsonNode vector = Vectors.vectorFile("book_replay_2026_09_30.json");
        List<Frame> frames = frames(RECORDING);
        for (boolean ofSecond : List.of(false, true)) {
            VerifyRig rig = VerifyRig.recorded();
            Map<Integer, Boolean> expected = new HashMap<>();
            vector.path("frames")
                    .forEach(frame -> expected.put(
                            frame.path("frame").asInt(),
                            frame.path("assets").get(0).path("matches").asBoolean()));
            for (int i = 0; i < frames.size(); i++) {
                rig.feed(only(frames.get(i).json(), ofSecond), i);
                if (expected.containsKey(i)) {
                    assertThat(rig.verifier.judge(0, false, i))
                            .as("frame %d", i)
                            .isEqualTo(expected.get(i) ? Verdict.MATCH : Verdict.NOT_YET);
                }
            }
        }
    }

    /** The message as it were if only one outcome's entries had come. */
    private static JsonNode only(JsonNode frame, boolean ofSecond) {
        String token = ofSecond ? VerifyRig.NO : VerifyRig.YES;
        if (frame == null || !frame.has("price_changes")) {
            return frame == null ? Vectors.JSON.createObjectNode() : frame;
        }
        com.fasterxml.jackson.databind.node.ObjectNode copy = frame.deepCopy();
        com.fasterxml.jackson.databind.node.ArrayNode entries = copy.putArray("price_changes");
        frame.path("price_changes").forEach(entry -> {
            if (entry.path("asset_id").asText().equals(token)) {
                entries.add(entry);
            }
        });
        return copy;
    }

    @Test
    void shouldProveTheRecordingAndFindNothingWrong() {
        VerifyRig rig = VerifyRig.recorded();
        play(rig, frames(RECORDING), -1, 0);
        assertThat(rig.told).doesNotContain("mismatch").contains("verified");
        assertThat(rig.verifier.proof(0).isProven()).isTrue();
        assertThat(rig.counters.get(VerifyCounter.UNVERIFIABLE)).isZero();
        assertThat(rig.counters.get(VerifyCounter.MATCHES)).isGreaterThanOrEqualTo(4);
    }

    @Test
    void shouldProveTheProtocolV2Recording() {
        VerifyRig rig = new VerifyRig(
                "0x017791f201d5a788e0039e511fc1900e5f000000000000000000000000000000",
                "663574927012476832975694178961957910328055987427402067619466963999000625152",
                "2",
                10_000);
        for (Frame frame : frames("ws_market_protocol_v2_recording.jsonl")) {
            if (frame.json() != null) {
                rig.feed(frame.json(), frame.atMs() * MS);
            }
        }
        rig.verifier.poll(Long.MAX_VALUE / 2, 4);
        assertThat(rig.told).containsExactly("verified");
    }

    @Test
    void shouldProveTheHashesOf2025WhichHaveNoPrice() {
        VerifyRig rig = new VerifyRig(
                "0x2f1ab0ffaf465c4acd76b9a4a1f8980db26bfae7d248a6bb289350586028307e",
                "94022367472047775158269173293876979533288470167463650966689320774843018181757",
                "3329029450753225654467003002742946394863848082479209219558348197750220015613",
                10_000);
        long now = 0;
        for (String line : Vectors.lines("ws_rest_hash_recording_2025_10.jsonl")) {
            rig.feed(read(line), now);
            assertThat(rig.verifier.judge(0, true, now)).isEqualTo(Verdict.MATCH);
            now += MS;
        }
    }

    /** Leaves out, or alters, the levels of one frame after the other: at every rest the verdict is the truth. */
    @Test
    void shouldMissEveryChangeThatIsLeftOutOrAltered() {
        List<Frame> frames = frames(RECORDING);
        int missed = 0;
        int healed = 0;
        for (int broken = 0; broken < frames.size(); broken++) {
            if (frames.get(broken).json() != null && frames.get(broken).json().has("price_changes")) {
                for (long error : new long[] {0, 10_000}) {
                    boolean told = play(VerifyRig.recorded(), frames, broken, error);
                    missed += told ? 1 : 0;
                    healed += told ? 0 : 1;
                }
            }
        }
        // A level that the same burst sets once more is right again before the book rests.
        assertThat(missed).isEqualTo(38);
        assertThat(healed).isEqualTo(2);
    }

    @Test
    void shouldProveTheSyntheticStreamFrameByFrame() {
        JsonNode expected = Vectors.sample("synthetic_stream_a.expected.json");
        VerifyRig rig = VerifyRig.recorded();
        List<Frame> frames = frames("synthetic_stream_a.jsonl");
        int matches = 0;
        for (int i = 0; i < frames.size(); i++) {
            JsonNode frame = expected.path("frames").get(i);
            long now = frames.get(i).atMs() * MS;
            if (frames.get(i).json() == null) {
                continue;
            }
            rig.feed(frames.get(i).json(), now);
            String kind = frame.path("kind").asText();
            if (kind.equals("price_change")) {
                Verdict verdict = rig.verifier.judge(0, false, now);
                assertThat(verdict)
                        .as("frame %d", i)
                        .isEqualTo(frame.path("verifies").asBoolean() ? Verdict.MATCH : Verdict.NOT_YET);
                matches += verdict == Verdict.MATCH ? 1 : 0;
            } else if (kind.equals("last_trade_price")) {
                assertThat(rig.verifier.judge(0, true, now)).as("frame %d", i).isEqualTo(Verdict.MATCH);
                matches++;
            }
            assertThat(rig.isTrue()).isTrue();
        }
        assertThat(matches).isEqualTo(79 + 17);
        assertThat(rig.told).doesNotContain("mismatch");
    }

    @Test
    void shouldProveTheSyntheticStreamAtItsOwnPace() {
        VerifyRig rig = VerifyRig.recorded();
        play(rig, frames("synthetic_stream_a.jsonl"), -1, 0);
        assertThat(rig.told).doesNotContain("mismatch");
        assertThat(rig.counters.get(VerifyCounter.MATCHES)).isGreaterThan(20);
        assertThat(rig.counters.get(VerifyCounter.UNVERIFIABLE)).isZero();
    }

    /** Whatever is left out, a match is never told of a wrong book, and a mismatch never of a right one. */
    @Test
    void shouldNeverBeWrongAboutABrokenSyntheticStream() {
        List<Frame> frames = frames("synthetic_stream_a.jsonl");
        int missed = 0;
        for (int broken = 0; broken < frames.size(); broken++) {
            if (frames.get(broken).json() != null && frames.get(broken).json().has("price_changes")) {
                for (long error : new long[] {0, 1_000_000}) {
                    missed += play(VerifyRig.recorded(), frames, broken, error) ? 1 : 0;
                }
            }
        }
        assertThat(missed).isGreaterThan(250);
    }

    /**
     * Plays frames at their pace with polls between. From a wrong book on, up to the next whole one, the first comparison
     * has to say so.
     *
     * @param broken frame whose levels the verifier sees wrongly, -1 = none
     * @param error added to every quantity of that frame, 0 = its levels are left out
     * @return whether a mismatch was told
     */
    private static boolean play(VerifyRig rig, List<Frame> frames, int broken, long error) {
        long start = frames.get(0).atMs();
        long now = start;
        boolean told = false;
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.get(i);
            for (long until = frame.atMs(); now + POLL_MS <= until && now - start < 600_000; now += POLL_MS) {
                told |= poll(rig, now * MS, broken, i);
            }
            now = Math.max(now, frame.atMs());
            if (frame.json() != null) {
                rig.feed(frame.json(), now * MS, i == broken ? tamper(error) : (bid, price, qty) -> qty);
            }
        }
        for (int n = 0; n < 60; n++) {
            now += POLL_MS;
            told |= poll(rig, now * MS, broken, frames.size());
        }
        return told;
    }

    private static boolean poll(VerifyRig rig, long nowNanos, int broken, int frame) {
        boolean whole = rig.verifier.proof(0).isWhole();
        boolean right = whole && rig.isTrue();
        int before = rig.told.size();
        long matches = rig.counters.get(VerifyCounter.MATCHES);
        rig.verifier.poll(nowNanos, 4);
        boolean matched = rig.counters.get(VerifyCounter.MATCHES) > matches;
        boolean mismatch = rig.told.subList(before, rig.told.size()).contains("mismatch");
        assertThat(matched && !right)
                .as("broken %d: match before frame %d", broken, frame)
                .isFalse();
        assertThat(mismatch && right)
                .as("broken %d: mismatch before frame %d", broken, frame)
                .isFalse();
        return mismatch;
    }

    private static VerifyRig.Tamper tamper(long error) {
        return (bid, price, qty) -> error == 0 ? -1 : qty + error;
    }

    private static List<Frame> frames(String file) {
        List<Frame> frames = new ArrayList<>();
        for (String line : Vectors.lines(file)) {
            JsonNode record = read(line);
            long at = record.has("receivedAtMs")
                    ? record.path("receivedAtMs").asLong()
                    : Instant.parse(record.path(record.has("at") ? "at" : "receivedAt")
                                    .asText())
                            .toEpochMilli();
            String text = record.path("payloadUtf8").asText();
            frames.add(new Frame(at, text.startsWith("{") || text.startsWith("[") ? read(text) : null));
        }
        return frames;
    }

    private static JsonNode read(String text) {
        try {
            return Vectors.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
