package io.parallax.sim.kalshi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.sim.TestCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A signing client of the simulated Kalshi. */
public final class KalshiClient {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final PrivateKey key;

    /** Client of a server on this port. */
    public KalshiClient(int port) {
        this.port = port;
        try {
            byte[] der = Base64.getMimeDecoder()
                    .decode(TestCredentials.kalshiPrivateKeyPem().replaceAll("-----[A-Z ]+-----", ""));
            this.key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Status and body of an answer. */
    public record Answer(int status, JsonNode body) {
        String code() {
            return body.at("/error/code").asText();
        }
    }

    /** Signed call below {@code /trade-api/v2}. */
    public Answer call(String method, String path, String body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/trade-api/v2" + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        String bare = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        long now = System.currentTimeMillis();
        sign(now, method + "/trade-api/v2" + bare, builder::header);
        return send(builder.build());
    }

    Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(), JSON.readTree(response.body().isEmpty() ? "{}" : response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + "/trade-api/v2" + path);
    }

    /** Takes a header. */
    public interface Headers {
        Object add(String name, String value);
    }

    /** Adds the headers of a signed request. */
    public void sign(long timestampMs, String methodAndPath, Headers headers) {
        headers.add(KalshiAuth.KEY, TestCredentials.KALSHI_KEY_ID);
        headers.add(KalshiAuth.TIMESTAMP, Long.toString(timestampMs));
        headers.add(KalshiAuth.SIGNATURE, signature(timestampMs + methodAndPath));
    }

    String signature(String text) {
        try {
            Signature signer = Signature.getInstance("RSASSA-PSS");
            signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            signer.initSign(key);
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens a signed websocket. */
    public Socket socket() {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        sign(System.currentTimeMillis(), "GET/trade-api/ws/v2", builder::header);
        Socket socket = new Socket();
        socket.webSocket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/trade-api/ws/v2"), socket)
                .join();
        return socket;
    }

    /**
     * Opens a signed websocket on a plain socket, because the JDK's client now and then misses a bare end of stream.
     *
     * @return the stream after the answer to the upgrade
     */
    InputStream plainSocket() throws IOException {
        java.net.Socket socket = new java.net.Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        StringBuilder request = new StringBuilder("GET /trade-api/ws/v2 HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        sign(
                System.currentTimeMillis(),
                "GET/trade-api/ws/v2",
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        String answer = "";
        while (!answer.endsWith("\r\n\r\n")) {
            answer += (char) in.read();
        }
        if (!answer.contains(" 101 ")) {
            throw new IOException("not upgraded: " + answer);
        }
        return in;
    }

    /** One websocket; frames are queued as they come. */
    public static final class Socket implements WebSocket.Listener, AutoCloseable {
        private final LinkedBlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();
        private WebSocket webSocket;

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    frames.add(JSON.readTree(text.toString()));
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException(text.toString(), e);
                }
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        /** Sends a command. */
        public void send(JsonNode command) {
            webSocket.sendText(command.toString(), true).join();
        }

        /** Sends a command written with single quotes. */
        public void send(String command) {
            webSocket.sendText(command.replace('\'', '"'), true).join();
        }

        /** The next frame. */
        public JsonNode next() {
            try {
                JsonNode frame = frames.poll(10, TimeUnit.SECONDS);
                if (frame == null) {
                    throw new AssertionError("no frame within 10 s");
                }
                return frame;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The next frame of a type; others are dropped. */
        public JsonNode next(String type) {
            for (; ; ) {
                JsonNode frame = next();
                if (frame.path("type").asText().equals(type)) {
                    return frame;
                }
            }
        }

        @Override
        public void close() {
            webSocket.abort();
        }
    }
}
