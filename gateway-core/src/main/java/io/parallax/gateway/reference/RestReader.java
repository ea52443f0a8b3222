package io.parallax.gateway.reference;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.gateway.http.HttpCall;
import io.parallax.gateway.http.HttpFailure;
import io.parallax.gateway.http.HttpLine;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.agrona.DirectBuffer;

/**
 * Blocking GETs over an {@link HttpLine}, for start and reconciliation. Never call it on the line's event loop. A 429, a
 * 5xx or a lost connection is asked again twice; everything else ends with a {@link ReferenceException}.
 */
public final class RestReader {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final int TRIES = 3;
    private static final long PAUSE_MS = 300;
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(5);

    private static final long LONGEST_NS = DEADLINE_NS * 2 + HttpLine.LONGEST_HOLD_NS;

    private final HttpLine line;
    private final HeaderSource headers;

    /** Headers of one request, such as a signature; runs on the line's loop. */
    @FunctionalInterface
    public interface HeaderSource {
        void addTo(String method, String path, BiConsumer<String, String> headers);
    }

    public RestReader(HttpLine line, HeaderSource headers) {
        this.line = line;
        this.headers = headers;
    }

    /** The answer of a GET as a tree; a 404 is an exception like any other refusal. */
    public JsonNode get(String path) {
        String last = "";
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Answer answer = ask(path);
            if (answer.failure == null && answer.status < 300) {
                return parse(path, answer.body);
            }
            last = answer.failure != null ? answer.failure.name() : answer.status + " " + answer.text();
            if (answer.failure == HttpFailure.RATE_LIMITED) {
                throw new ReferenceException("GET " + path
                        + ": no request was permitted for 30 s; the venue asked to wait longer, try again later");
            }
            if (answer.failure == null && answer.status != 429 && answer.status < 500) {
                break;
            }
            pause(path, attempt);
        }
        throw new ReferenceException(
                "GET " + path + ": " + last + "; check address, credentials and the market's name");
    }

    private Answer ask(String path) {
        CompletableFuture<Answer> future = new CompletableFuture<>();
        line.send(new Get(path, headers, future), DEADLINE_NS);
        line.await(future::isDone, LONGEST_NS);
        try {
            return future.get(line.isStepped() ? 0 : LONGEST_NS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReferenceException("GET " + path + ": interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new ReferenceException("GET " + path + ": the line gave no answer; is its event loop alive?", e);
        }
    }

    private void pause(String path, int attempt) {
        if (line.isStepped()) {
            line.await(() -> false, TimeUnit.MILLISECONDS.toNanos(PAUSE_MS * attempt));
            return;
        }
        try {
            Thread.sleep(PAUSE_MS * attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReferenceException("GET " + path + ": interrupted", e);
        }
    }

    private static JsonNode parse(String path, byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new ReferenceException("GET " + path + ": the answer is no JSON", e);
        } catch (IOException e) {
            throw new ReferenceException("GET " + path + ": cannot read the answer", e);
        }
    }

    /** A field's text; an exception names it when absent. */
    public static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isValueNode() || value.isNull()) {
            throw new ReferenceException("field " + field + " is absent in " + shorten(node));
        }
        return value.asText();
    }

    /** A field's decimal, as string or number, in micros. */
    public static long micros(JsonNode node, String field) {
        String text = text(node, field);
        try {
            return new BigDecimal(text).movePointRight(6).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new ReferenceException(
                    "field " + field + "='" + text + "' is no decimal of at most six places in " + shorten(node), e);
        }
    }

    private static String shorten(JsonNode node) {
        String text = node.toString();
        return text.substring(0, Math.min(text.length(), 200));
    }

    private record Answer(int status, byte[] body, HttpFailure failure) {
        String text() {
            String words = new String(body, java.nio.charset.StandardCharsets.UTF_8);
            return words.substring(0, Math.min(words.length(), 200)).replaceAll("[^ -~]", "?");
        }
    }

    private record Get(String path, HeaderSource headers, CompletableFuture<Answer> future) implements HttpCall {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public byte[] body() {
            return null;
        }

        @Override
        public boolean beforeWrite(BiConsumer<String, String> added) {
            headers.addTo("GET", path, added);
            return true;
        }

        @Override
        public void onAnswer(
                int status, DirectBuffer body, int offset, int length, long receivedNanos, long receivedEpochNs) {
            byte[] bytes = new byte[length];
            body.getBytes(offset, bytes);
            future.complete(new Answer(status, bytes, null));
        }

        @Override
        public void onFailure(HttpFailure failure) {
            future.complete(new Answer(0, new byte[0], failure));
        }
    }
}
