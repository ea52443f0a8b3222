package io.parallax.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.parallax.testkit.AllocatedBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Netty's decoder reads what we packed, in our order, and keeps nothing of it. */
class HpackLiteralsTest {
    private static final String NAMES = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int[] EDGES = {0, 1, 14, 15, 30, 31, 126, 127, 128, 254, 255, 256, 1_000};

    @Test
    void shouldBeReadByAnotherDecoderAsWritten() throws Http2Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(true, 1 << 20);
        for (int round = 0; round < 500; round++) {
            String method = List.of("GET", "POST", "PUT", "DELETE", "PATCH").get(random.nextInt(5));
            String path = "/" + text(random, '!');
            String authority = "venue-" + random.nextInt(1_000) + ":8443";
            boolean secure = random.nextBoolean();
            List<String> expected = new ArrayList<>(List.of(
                    ":method: " + method,
                    ":scheme: " + (secure ? "https" : "http"),
                    ":authority: " + authority,
                    ":path: " + path,
                    "accept: application/json",
                    "user-agent: parallax"));
            ByteBuf out = Unpooled.buffer();
            RequestOut request = RequestOut.http2(authority, secure);
            request.begin(out, random.nextBoolean());
            if (random.nextBoolean()) {
                request.start(method, path);
            } else {
                request.start(HeaderBytes.start(method, path, authority, secure));
            }
            for (int i = random.nextInt(6); i > 0; i--) {
                String name = "X-" + name(random);
                String value = text(random, ' ').strip();
                if (random.nextBoolean()) {
                    request.header(name, value);
                } else {
                    request.headers(HeaderBytes.of(headers -> headers.accept(name, value)));
                }
                expected.add(name.toLowerCase(Locale.ROOT) + ": " + value);
            }
            byte[] body = text(random, ' ').getBytes(StandardCharsets.US_ASCII);
            if (body.length > 0 || random.nextBoolean()) {
                request.body(body, body.length);
                expected.add("content-type: application/json");
                expected.add("content-length: " + body.length);
            } else {
                request.noBody(false);
            }
            request.end(1 + 2 * round);
            assertThat(frames(out, decoder, 1 + 2 * round, body))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(expected);
        }
    }

    /** Reads one request by the layout of frames alone. */
    private static List<String> frames(ByteBuf in, DefaultHttp2HeadersDecoder decoder, int stream, byte[] body)
            throws Http2Exception {
        int blockBytes = in.readUnsignedMedium();
        assertThat(in.readByte()).as("HEADERS").isEqualTo((byte) 1);
        assertThat(in.readByte()).isEqualTo((byte) (body.length == 0 ? 5 : 4));
        assertThat(in.readInt()).isEqualTo(stream);
        Http2Headers headers = decoder.decodeHeaders(stream, in.readSlice(blockBytes));
        List<String> read = new ArrayList<>();
        for (Map.Entry<CharSequence, CharSequence> header : headers) {
            read.add(header.getKey() + ": " + header.getValue());
        }
        if (body.length > 0) {
            assertThat(in.readUnsignedMedium()).isEqualTo(body.length);
            assertThat(in.readByte()).as("DATA").isEqualTo((byte) 0);
            assertThat(in.readByte()).isEqualTo((byte) 1);
            assertThat(in.readInt()).isEqualTo(stream);
            byte[] data = new byte[body.length];
            in.readBytes(data);
            assertThat(data).isEqualTo(body);
        }
        assertThat(in.isReadable()).isFalse();
        return read;
    }

    @Test
    void shouldNotBeEnteredIntoAnyTableAndHideWhatMayBeSecret() {
        ByteBuf out = Unpooled.buffer();
        HpackLiterals.field("X-Key", "a", out);
        assertThat(out.getByte(0)).as("never indexed, name spelt out").isEqualTo((byte) 0x10);
        out.clear();
        HpackLiterals.contentLength(7, out);
        assertThat(out.getByte(0) >> 4).as("not indexed").isZero();
    }

    @Test
    void shouldWriteAReadyRequestWithoutAllocating() {
        ByteBuf out = Unpooled.directBuffer(4_096);
        HeaderBytes start = HeaderBytes.start("POST", "/orders", "venue", true);
        HeaderBytes signed = HeaderBytes.of(headers -> headers.accept("SIGNATURE", "s".repeat(344)));
        byte[] body = "x".repeat(500).getBytes(StandardCharsets.US_ASCII);
        assertThat(AllocatedBytes.control()).isPositive();
        for (boolean framed : new boolean[] {false, true}) {
            RequestOut request = framed ? RequestOut.http2("venue", true) : RequestOut.http1("venue");
            write(request, framed, out, start, signed, body, 20_000);
            assertThat(AllocatedBytes.least(() -> write(request, framed, out, start, signed, body, 10_000)))
                    .isZero();
        }
    }

    private static void write(
            RequestOut request,
            boolean framed,
            ByteBuf out,
            HeaderBytes start,
            HeaderBytes signed,
            byte[] body,
            int times) {
        for (int i = 0; i < times; i++) {
            out.clear();
            request.begin(out, framed);
            request.start(start);
            request.headers(signed);
            request.body(body, body.length);
            if (framed) {
                request.end(1 + 2 * i);
            }
        }
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int i = length(random) + 1; i > 0; i--) {
            char letter = NAMES.charAt(random.nextInt(NAMES.length()));
            name.append(random.nextBoolean() ? Character.toUpperCase(letter) : letter);
        }
        return name.toString();
    }

    private static String text(Random random, char least) {
        StringBuilder text = new StringBuilder();
        for (int i = length(random); i > 0; i--) {
            text.append((char) (least + random.nextInt('~' - least + 1)));
        }
        return text.toString();
    }

    private static int length(Random random) {
        return random.nextInt(3) == 0 ? random.nextInt(200) : EDGES[random.nextInt(EDGES.length)];
    }
}
