package io.parallax.gateway.polymarket.verify;

import io.netty.channel.EventLoop;
import io.parallax.gateway.http.HttpCall;
import io.parallax.gateway.http.HttpFailure;
import io.parallax.gateway.http.HttpLine;
import io.parallax.gateway.polymarket.reference.MarketTable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.agrona.DirectBuffer;

/** Copies by {@code POST /books}. The answer, some 4 KB a book, is read on another thread than the event loop. */
final class RestBookSource implements BookSource {
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(5);
    private static final int THROTTLED = 429;
    private static final int OK = 200;

    private final MarketTable markets;
    private final HttpLine line;
    private final EventLoop loop;
    private final Executor reader;

    RestBookSource(MarketTable markets, HttpLine line, EventLoop loop, Executor reader) {
        this.markets = markets;
        this.line = line;
        this.loop = loop;
        this.reader = reader;
    }

    @Override
    public void ask(int[] slots, int count, Answer answer) {
        Map<String, Integer> asked = new HashMap<>();
        StringBuilder body = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            String token = markets.tokenId(2 * slots[i]);
            asked.put(token, slots[i]);
            body.append(i == 0 ? "" : ",")
                    .append("{\"token_id\":\"")
                    .append(token)
                    .append("\"}");
        }
        byte[] bytes = body.append(']').toString().getBytes(StandardCharsets.US_ASCII);
        line.send(new Call(bytes, asked, answer), DEADLINE_NS);
    }

    private final class Call implements HttpCall {
        private final byte[] body;
        private final Map<String, Integer> asked;
        private final Answer answer;

        Call(byte[] body, Map<String, Integer> asked, Answer answer) {
            this.body = body;
            this.asked = asked;
            this.answer = answer;
        }

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/books";
        }

        @Override
        public byte[] body() {
            return body;
        }

        @Override
        public boolean beforeWrite(BiConsumer<String, String> headers) {
            return true;
        }

        @Override
        public void onAnswer(
                int status, DirectBuffer bytes, int offset, int length, long receivedNanos, long receivedEpochNs) {
            if (status != OK) {
                answer.onFailure(status == THROTTLED);
                return;
            }
            byte[] text = new byte[length];
            bytes.getBytes(offset, text);
            reader.execute(() -> {
                RestCopies copies = null;
                try {
                    copies = RestCopies.read(text, asked);
                } finally {
                    tell(copies);
                }
            });
        }

        private void tell(RestCopies copies) {
            loop.execute(() -> {
                if (copies == null) {
                    answer.onFailure(false);
                } else {
                    answer.onCopies(copies);
                }
            });
        }

        @Override
        public void onFailure(HttpFailure failure) {
            answer.onFailure(false);
        }
    }
}
