package io.parallax.app.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.codecs.sbe.Venue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceBooksTest {
    private static final String KALSHI =
            """
            {"meta":{"sent":{"params":{"use_yes_price":%s}}}}
            {"frame":{"type":"subscribed","id":1,"msg":{"channel":"orderbook_delta","sid":1}}}
            {"frame":{"type":"orderbook_snapshot","sid":1,"seq":1,"msg":{"market_ticker":"T","yes_dollars_fp":[["0.4700","3.00"]],"no_dollars_fp":[["%s","1.00"]]}}}
            {"frame":{"type":"orderbook_delta","sid":1,"seq":2,"msg":{"market_ticker":"T","price_dollars":"0.4700","delta_fp":"-3.00","side":"yes"}}}
            {"frame":{"type":"orderbook_delta","sid":1,"seq":3,"msg":{"market_ticker":"T","price_dollars":"%s","delta_fp":"0.50","side":"no"}}}
            """;

    @TempDir
    private Path directory;

    private ReferenceBooks read(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, text);
        return ReferenceBooks.read(file);
    }

    @Test
    void shouldReadNoSideAsTheRecordingSays() throws IOException {
        for (String[] form : new String[][] {{"false", "0.4800"}, {"true", "0.5200"}}) {
            ReferenceBooks books = read("k.jsonl", KALSHI.formatted(form[0], form[1], form[1]));
            ReferenceBook book = books.books().get(new CapturedMarket(Venue.KALSHI, "T", ""));
            assertThat(book.bids()).isEmpty();
            assertThat(book.asks()).isEqualTo(Map.of(520_000L, 1_500_000L));
            assertThat(books.frames()).isEqualTo(4);
        }
    }

    @Test
    void shouldReadCompressedFilesAlike() throws IOException {
        Path file = directory.resolve("k.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(KALSHI.formatted("false", "0.4800", "0.4800").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(ReferenceBooks.read(file).frames()).isEqualTo(4);
    }

    @Test
    void shouldTurnMirrorTokenIntoYesTerms() throws IOException {
        ReferenceBooks books = read(
                "p.jsonl",
                """
                [{"event_type":"book","market":"0xm","asset_id":"1","bids":[{"price":"0.4","size":"10"}],"asks":[]}]
                {"event_type":"price_change","market":"0xm","price_changes":[{"asset_id":"2","price":"0.55","size":"7","side":"BUY"}]}
                {"payloadUtf8":"PONG"}
                """);
        ReferenceBook book = books.books().get(new CapturedMarket(Venue.POLYMARKET, "0xm", "1"));
        assertThat(book.bids()).isEqualTo(Map.of(400_000L, 10_000_000L));
        assertThat(book.asks()).isEqualTo(Map.of(450_000L, 7_000_000L));
    }

    @Test
    void shouldNameLineThatIsNoFrame() {
        assertThatThrownBy(() -> read("bad.jsonl", "{}\n{oops\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bad.jsonl:2: no line of a recording");
    }

    @Test
    void shouldSayWhereBooksDiffer() {
        ReferenceBook one = new ReferenceBook();
        ReferenceBook two = new ReferenceBook();
        one.set(true, 400_000, 1_000_000);
        two.set(true, 400_000, 1_000_000);
        assertThat(one.difference(two)).isEmpty();
        two.add(true, 400_000, 500_000);
        assertThat(one.difference(two)).isEqualTo("bid 0.4: 1 against 1.5");
        one.clear();
        assertThat(one.difference(two)).isEqualTo("bid 0.4: 0 against 1.5");
    }
}
