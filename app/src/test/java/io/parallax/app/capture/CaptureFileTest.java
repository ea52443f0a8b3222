package io.parallax.app.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.codecs.sbe.Venue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureFileTest {
    private static final CaptureHeader HEADER =
            new CaptureHeader(Venue.POLYMARKET, 1_795_000_000_000_000_001L, "b1", false);
    private static final CaptureInstrument INSTRUMENT = new CaptureInstrument(
            0,
            "0xab",
            "Will \"it\" rain?\n",
            "123",
            "456",
            List.of(new CaptureInstrument.Band(0, 100_000, 1_000), new CaptureInstrument.Band(100_000, 1_000_000, 100)),
            5_000_000,
            true);

    @TempDir
    private Path directory;

    /** Remembers what it is told, in words and bytes. */
    private static final class Told implements CaptureVisitor {
        private final List<String> events = new ArrayList<>();
        private final List<byte[]> frames = new ArrayList<>();
        private final List<CaptureInstrument> instruments = new ArrayList<>();
        private CaptureHeader header;

        @Override
        public void onHeader(CaptureHeader told) {
            header = told;
        }

        @Override
        public void onInstrument(CaptureInstrument instrument) {
            instruments.add(instrument);
        }

        @Override
        public void onConnected(long receivedNs, int line, int epoch) {
            events.add("connected " + receivedNs + " " + line + " " + epoch);
        }

        @Override
        public boolean onFrame(CaptureFrame frame) {
            events.add("frame " + frame.number() + " " + frame.receivedNs() + " " + frame.line() + " " + frame.epoch());
            frames.add(frame.bytes());
            return true;
        }

        @Override
        public void onDisconnected(long receivedNs, int line, int epoch) {
            events.add("disconnected " + receivedNs + " " + line + " " + epoch);
        }

        @Override
        public void onLost(long receivedNs, int line, long frames) {
            events.add("lost " + receivedNs + " " + line + " " + frames);
        }
    }

    private static void frame(CaptureWriter writer, long receivedNs, byte[] bytes) throws IOException {
        writer.frame(receivedNs, 0, 1, bytes, 0, bytes.length);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c.jsonl", "c.jsonl.gz"})
    void shouldGiveBackWhatWasWritten(String name) throws IOException {
        Path file = directory.resolve(name);
        try (CaptureWriter writer = new CaptureWriter(file, HEADER)) {
            writer.instrument(INSTRUMENT);
            writer.connected(5, 3, 1);
            frame(writer, 6, utf8("{\"a\":1}"));
            writer.disconnected(7, 3, 1, "RESET");
            writer.lost(8, 3, 12);
            writer.end(9);
        }
        Told told = new Told();
        CaptureEnding ending = CaptureReader.read(file, told);
        assertThat(told.header).isEqualTo(HEADER);
        assertThat(told.instruments).containsExactly(INSTRUMENT);
        assertThat(told.events)
                .containsExactly("connected 5 3 1", "frame 1 6 0 1", "disconnected 7 3 1", "lost 8 3 12");
        assertThat(ending).isEqualTo(new CaptureEnding(CaptureEnding.Kind.WHOLE, 7, 1, 12));
    }

    @Test
    void shouldGiveBackEveryByteOfAnyFrame() throws IOException {
        List<byte[]> frames = new ArrayList<>();
        frames.add(new byte[0]);
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
            frames.add(new byte[] {(byte) i});
        }
        frames.add(all);
        for (String text : List.of("\u0000\b\t\n\r\u001f\"\\/", "ü€\uD83D\uDE00\u2028\uFEFF", "\r\n", "\\u0000")) {
            frames.add(utf8(text));
        }
        int[][] notUtf8 = {
            {0xC0, 0x80}, {0xED, 0xA0, 0x80}, {0xF4, 0x90, 0x80, 0x80}, {0xE2, 0x82}, {0xF5}, {0xE0, 0x80, 0x80}
        };
        for (int[] bytes : notUtf8) {
            byte[] frame = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                frame[i] = (byte) bytes[i];
            }
            frames.add(frame);
        }
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            frames.add(noise);
        }
        Path file = directory.resolve("bytes.jsonl");
        try (CaptureWriter writer = new CaptureWriter(file, HEADER)) {
            for (byte[] bytes : frames) {
                frame(writer, 1, bytes);
            }
            writer.end(2);
        }
        Told told = new Told();
        assertThat(CaptureReader.read(file, told).kind()).isEqualTo(CaptureEnding.Kind.WHOLE);
        assertThat(told.frames).hasSameSizeAs(frames);
        for (int i = 0; i < frames.size(); i++) {
            assertThat(told.frames.get(i)).as("frame %d, seed %d", i, seed).isEqualTo(frames.get(i));
        }
    }

    @Test
    void shouldJudgeUtf8AsTheRuntimeDoes() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint < 0xD800 || codePoint > 0xDFFF) {
                byte[] bytes = utf8(Character.toString(codePoint));
                assertThat(Utf8.isValid(bytes, 0, bytes.length)).isTrue();
                assertThat(bytes.length == 1 || !Utf8.isValid(bytes, 0, bytes.length - 1))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"c.jsonl", "c.jsonl.gz"})
    void shouldUseAFileUpToWhereItWasCut(String name) throws IOException {
        Path file = directory.resolve(name);
        try (CaptureWriter writer = new CaptureWriter(file, HEADER)) {
            for (int i = 0; i < 2_000; i++) {
                frame(
                        writer,
                        i,
                        utf8("{\"n\":" + i + ",\"noise\":\"" + Long.toHexString(i * 0x9E3779B97F4A7C15L) + "\"}"));
                if (i % 100 == 0) {
                    writer.flush();
                }
            }
            writer.end(9);
        }
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {whole.length - 1, whole.length - 30, whole.length / 2, whole.length / 3 + 7}) {
            if (name.endsWith(".jsonl") && length == whole.length - 1) {
                continue; // only the last line feed is gone: the end line is there
            }
            Path cut = Files.write(directory.resolve(length + name), Arrays.copyOf(whole, length));
            Told told = new Told();
            CaptureEnding ending = CaptureReader.read(cut, told);
            if (ending.kind() == CaptureEnding.Kind.WHOLE) {
                assertThat(name).endsWith(".gz"); // the checksum was cut, the lines were not
                continue;
            }
            assertThat(ending.kind()).as("%d bytes", length).isEqualTo(CaptureEnding.Kind.CUT);
            assertThat(ending.frames()).isEqualTo(told.frames.size()).isPositive();
            assertThat(new String(told.frames.get(told.frames.size() - 1), StandardCharsets.UTF_8))
                    .startsWith("{\"n\":" + (told.frames.size() - 1) + ",")
                    .endsWith("}");
        }
    }

    @Test
    void shouldNameALineThatWasDamagedInTheMiddle() throws IOException {
        Path file = directory.resolve("c.jsonl");
        try (CaptureWriter writer = new CaptureWriter(file, HEADER)) {
            frame(writer, 1, utf8("{}"));
            frame(writer, 2, utf8("{}"));
            writer.end(3);
        }
        String text = Files.readString(file);
        Path broken = Files.writeString(directory.resolve("broken.jsonl"), text.replaceFirst("\"frame\"", "\"fr"));
        assertThatThrownBy(() -> CaptureReader.read(broken, new Told()))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("broken.jsonl:2: ")
                .hasMessageContaining("not JSON");
        Path short1 = Files.writeString(
                directory.resolve("short.jsonl"), text.replaceFirst("\\{\"kind\":\"frame\"[^\n]*\n", ""));
        assertThatThrownBy(() -> CaptureReader.read(short1, new Told()))
                .hasMessageContaining("short.jsonl:3: ")
                .hasMessageContaining("the end tells 2 frames")
                .hasMessageContaining("the file holds 1");
        Path newer =
                Files.writeString(directory.resolve("new.jsonl"), text.replaceFirst("\"version\":1", "\"version\":2"));
        assertThatThrownBy(() -> CaptureReader.read(newer, new Told())).hasMessageContaining("version 2");
    }

    @Test
    void shouldSkipKindsAndFieldsOfALaterDay() throws IOException {
        Path file = directory.resolve("c.jsonl");
        try (CaptureWriter writer = new CaptureWriter(file, HEADER)) {
            frame(writer, 1, utf8("{}"));
            writer.end(3);
        }
        String text = Files.readString(file).replace("\"kind\":\"frame\"", "\"kind\":\"frame\",\"mood\":7");
        Files.writeString(file, text.replaceFirst("\n", "\n{\"kind\":\"weather\",\"rain\":true}\n"));
        Told told = new Told();
        assertThat(CaptureReader.read(file, told).kind()).isEqualTo(CaptureEnding.Kind.WHOLE);
        assertThat(told.frames).hasSize(1);
    }

    @Test
    void shouldNeverWriteOverAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("c.jsonl"), "mine");
        assertThatThrownBy(() -> new CaptureWriter(file, HEADER).close())
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("mine");
    }

    @Test
    void shouldKeepTheBytesOfFramesThatOthersRecorded() throws IOException {
        Path file = Files.writeString(
                directory.resolve("others.jsonl"),
                """
                {"meta":{"sent":{"params":{"use_yes_price":true}}}}
                {"recv_ms":1700000000001,"frame":{ "b" : 1.10, "a":"\\u00e9" }, "more": 1}
                {"receivedAt":"1970-01-01T00:00:00Z","direction":"send","payloadUtf8":"{}"}
                {"receivedAt":"1970-01-01T00:00:00Z","direction":"recv","payloadUtf8":"PONG"}
                { "bare" : 1.0 }
                """);
        Told told = new Told();
        CaptureEnding ending = CaptureReader.read(file, told);
        assertThat(told.frames)
                .extracting(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .containsExactly("{ \"b\" : 1.10, \"a\":\"\\u00e9\" }", "PONG", "{ \"bare\" : 1.0 }");
        assertThat(told.events)
                .containsExactly(
                        "frame 1 1700000000001000000 0 1",
                        "frame 2 1700000000001000000 0 1",
                        "frame 3 1700000000011000000 0 1");
        assertThat(ending).isEqualTo(new CaptureEnding(CaptureEnding.Kind.UNMARKED, 5, 3, 0));
    }
}
