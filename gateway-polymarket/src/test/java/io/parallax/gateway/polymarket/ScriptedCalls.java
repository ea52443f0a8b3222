package io.parallax.gateway.polymarket;

import io.parallax.gateway.http.HttpFailure;
import io.parallax.gateway.polymarket.order.Calls;
import io.parallax.gateway.polymarket.order.PrivateCalls;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Calls answered at once by method and path; the longest beginning decides, its last answer stays. */
public final class ScriptedCalls implements Calls {
    private final Map<String, Deque<Reply>> script = new HashMap<>();
    private final List<String> made = new ArrayList<>();
    private final ManualLoop clock;
    private PrivateCalls.AnswerWatch watch = (order, status, body, offset, length, retryAfterNs, epochNs) -> {};

    private record Reply(int status, String body) {}

    public ScriptedCalls(ManualLoop clock) {
        this.clock = clock;
    }

    public void watchedBy(PrivateCalls.AnswerWatch watcher) {
        watch = watcher;
    }

    /** Adds an answer; status 0 = no answer comes. */
    public ScriptedCalls answer(String beginning, int status, String body) {
        script.computeIfAbsent(beginning, key -> new ArrayDeque<>()).add(new Reply(status, body));
        return this;
    }

    /** Forgets the answers to a beginning and takes this one. */
    public ScriptedCalls now(String beginning, int status, String body) {
        script.remove(beginning);
        return answer(beginning, status, body);
    }

    /** Calls made whose text begins so: method, path, body. */
    public List<String> made(String beginning) {
        return made.stream().filter(call -> call.startsWith(beginning)).toList();
    }

    public void forget() {
        made.clear();
    }

    @Override
    public void send(String method, String path, PrivateCalls.Answer answer, Consumer<HttpFailure> failure) {
        send(method, path, new byte[0], () -> true, answer, failure);
    }

    @Override
    public void send(
            String method,
            String path,
            byte[] body,
            BooleanSupplier mayGo,
            PrivateCalls.Answer answer,
            Consumer<HttpFailure> failure) {
        if (!mayGo.getAsBoolean()) {
            failure.accept(HttpFailure.WITHDRAWN);
            return;
        }
        String name = method + " " + path;
        made.add((name + " " + new String(body, StandardCharsets.UTF_8)).strip());
        Deque<Reply> best = null;
        int longest = -1;
        for (Map.Entry<String, Deque<Reply>> entry : script.entrySet()) {
            if (name.startsWith(entry.getKey()) && entry.getKey().length() > longest) {
                longest = entry.getKey().length();
                best = entry.getValue();
            }
        }
        Reply reply = best == null
                ? new Reply(404, "{\"error\":\"not scripted\"}")
                : best.size() > 1 ? best.poll() : best.peek();
        if (reply.status() == 0) {
            failure.accept(HttpFailure.TIMEOUT);
            return;
        }
        UnsafeBuffer bytes = new UnsafeBuffer(reply.body().getBytes(StandardCharsets.UTF_8));
        watch.on(false, reply.status(), bytes, 0, bytes.capacity(), 0, clock.epochNanos());
        answer.on(reply.status(), bytes, 0, bytes.capacity(), clock.nanoTime(), clock.epochNanos());
    }
}
