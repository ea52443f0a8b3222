package io.parallax.gateway.polymarket.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.channel.EventLoop;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.Secret;
import io.parallax.gateway.http.HttpCall;
import io.parallax.gateway.http.HttpFailure;
import io.parallax.gateway.http.HttpLine;
import io.parallax.gateway.http.HttpSettings;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.limit.PolymarketTolls;
import io.parallax.gateway.polymarket.signing.WalletLogin;
import io.parallax.gateway.problem.VenueProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.agrona.DirectBuffer;

/**
 * Asks the venue for the API credentials of a wallet, by its L1 authentication. The same wallet and nonce give the same
 * credentials; where there are none yet they are made. Nothing the venue says is shown but its error text.
 *
 * <p>Source: docs "Authentication"; Polymarket/clob-client-v2 {@code createOrDeriveApiKey}.
 */
public final class ApiKeys {
    /** The nonce of every official client. */
    public static final long USUAL_NONCE = 0;

    private static final String DERIVE = "/auth/derive-api-key";
    private static final String CREATE = "/auth/api-key";
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(20);
    private static final int LONGEST_WORDS = 160;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ApiKeys() {}

    /**
     * The credentials of the configured wallet: derived, or made where there are none. Blocking, not on {@code loop}; one line
     * is opened and closed.
     *
     * @param rest base of the venue's REST calls
     * @param settings whose private key and chain sign; its API credentials are not looked at
     * @throws ApiKeyException when the venue gives none
     * @throws IllegalArgumentException when the private key is none
     */
    public static ApiKey derive(URI rest, PolymarketSettings settings, EventLoop loop, EpochClock clock) {
        return derive(rest, settings, USUAL_NONCE, loop, clock);
    }

    /** The same for one of several credentials of a wallet. */
    public static ApiKey derive(URI rest, PolymarketSettings settings, long nonce, EventLoop loop, EpochClock clock) {
        try (WalletLogin login = new WalletLogin(settings.chainId(), settings.privateKey());
                HttpLine line = new HttpLine(
                        HttpSettings.of("polymarket-keys", rest).withHttp(settings.http()),
                        loop,
                        clock,
                        PolymarketTolls.beside(settings.tier()))) {
            line.start();
            Answer derived = ask(line, new Call("GET", DERIVE, login, nonce, clock));
            if (derived.isGood()) {
                return read(DERIVE, derived);
            }
            if (derived.status != 400 && derived.status != 404) {
                throw refused("GET " + DERIVE, derived);
            }
            Answer created = ask(line, new Call("POST", CREATE, login, nonce, clock));
            if (!created.isGood()) {
                throw refused("POST " + CREATE, created);
            }
            return read(CREATE, created);
        }
    }

    private static Answer ask(HttpLine line, Call call) {
        line.send(call, DEADLINE_NS);
        line.await(call.answer::isDone, 2 * DEADLINE_NS);
        try {
            return call.answer.get(line.isStepped() ? 0 : 2 * DEADLINE_NS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiKeyException(VenueProblem.UNREADABLE, call.method + " " + call.path + ": interrupted");
        } catch (ExecutionException | TimeoutException e) {
            throw new ApiKeyException(VenueProblem.UNREADABLE, call.method + " " + call.path + ": no answer");
        }
    }

    private static ApiKey read(String path, Answer answer) {
        JsonNode tree = tree(answer);
        String key = tree.path("apiKey").asText("");
        String secret = tree.path("secret").asText("");
        String passphrase = tree.path("passphrase").asText("");
        if (key.isEmpty() || secret.isEmpty() || passphrase.isEmpty()) {
            throw new ApiKeyException(
                    VenueProblem.UNREADABLE, path + ": the answer lacks apiKey, secret or passphrase");
        }
        return new ApiKey(new Secret(key), new Secret(secret), new Secret(passphrase));
    }

    private static ApiKeyException refused(String call, Answer answer) {
        if (answer.failure != null) {
            return new ApiKeyException(
                    VenueProblem.SERVER_ERROR, call + ": " + answer.failure + ", nothing was learned");
        }
        String words = words(answer);
        return new ApiKeyException(
                problem(answer.status, words, answer.text), call + ": " + answer.status + " " + words);
    }

    private static VenueProblem problem(int status, String words, String text) {
        String low = words.toLowerCase(Locale.ROOT);
        if (status == 403) {
            if (low.contains("banned") || low.contains("closed only")) {
                return VenueProblem.NOT_PERMITTED;
            }
            return text.stripLeading().startsWith("{") ? VenueProblem.GEOBLOCKED : VenueProblem.EDGE_BLOCKED;
        }
        if (low.contains("timestamp") || low.contains("expired")) {
            return VenueProblem.CLOCK_SKEW;
        }
        return switch (status) {
            case 401 -> VenueProblem.BAD_SIGNATURE;
            case 425 -> VenueProblem.RESTARTING;
            case 429 -> VenueProblem.RATE_LIMITED;
            default -> status >= 500 ? VenueProblem.SERVER_ERROR : VenueProblem.BAD_REQUEST;
        };
    }

    /** The venue's error text, or the first words of what is no JSON; printable, short. */
    private static String words(Answer answer) {
        JsonNode tree = tree(answer);
        String words = tree.path("error").asText(tree.isMissingNode() ? answer.text : "");
        String printable = words.replaceAll("[^ -~]", " ")
                .replaceAll("<[^>]*>", " ")
                .replaceAll(" +", " ")
                .strip();
        return printable.substring(0, Math.min(printable.length(), LONGEST_WORDS));
    }

    private static JsonNode tree(Answer answer) {
        try {
            return JSON.readTree(answer.text);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    private record Answer(int status, String text, HttpFailure failure) {
        boolean isGood() {
            return failure == null && status >= 200 && status < 300;
        }

        /** Credentials may be in it. */
        @Override
        public String toString() {
            return "answer " + status;
        }
    }

    private static final class Call implements HttpCall {
        private final String method;
        private final String path;
        private final WalletLogin login;
        private final long nonce;
        private final EpochClock clock;
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();

        Call(String method, String path, WalletLogin login, long nonce, EpochClock clock) {
            this.method = method;
            this.path = path;
            this.login = login;
            this.nonce = nonce;
            this.clock = clock;
        }

        @Override
        public String method() {
            return method;
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public byte[] body() {
            return method.equals("POST") ? new byte[0] : null;
        }

        @Override
        public boolean beforeWrite(BiConsumer<String, String> headers) {
            login.headers(TimeUnit.NANOSECONDS.toSeconds(clock.epochNanos()), nonce)
                    .forEach(headers);
            return true;
        }

        @Override
        public void onAnswer(
                int status, DirectBuffer body, int offset, int length, long receivedNanos, long receivedEpochNs) {
            byte[] bytes = new byte[length];
            body.getBytes(offset, bytes);
            answer.complete(new Answer(status, new String(bytes, StandardCharsets.UTF_8), null));
        }

        @Override
        public void onFailure(HttpFailure failure) {
            answer.complete(new Answer(0, "", failure));
        }
    }
}
