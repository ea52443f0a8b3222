package io.parallax.gateway.polymarket.problem;

import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.problem.VenueProblem;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/** The body of an answer that refuses, read. Reused; one thread. */
public final class Refusal {
    private static final int CODE = 3;
    private static final int RETRY_AFTER = 4;
    private static final TextMap FIELDS = TextMap.of("error", "error_msg", "errorMsg", "code", "retry_after_seconds");
    private static final long MAX_SECONDS = 3_600;
    private static final int PAGE_HEAD = 64;

    private final JsonCursor json = new JsonCursor();
    private String words = "";
    private VenueProblem problem = VenueProblem.UNREADABLE;
    private long retryAfterNs;

    /**
     * Reads an answer with a status of 300 or more.
     *
     * @param headerNs what {@code Retry-After} said, 0 = nothing; the body may say it, too
     */
    public VenueProblem read(int status, DirectBuffer body, int offset, int length, long headerNs) {
        words = "";
        retryAfterNs = headerNs;
        json.wrap(body, offset, length);
        boolean isObject = json.kind() == JsonCursor.Kind.OBJECT && readFields();
        VenueWords.Body kind = isObject
                ? VenueWords.Body.JSON
                : isPage(body, offset, length) ? VenueWords.Body.PAGE : VenueWords.Body.OTHER;
        problem = VenueWords.problem(status, isObject ? words : "", kind);
        return problem;
    }

    /** Mark-up, or the bare {@code error code: 1015} that the host before the venue gives to programs. */
    private static boolean isPage(DirectBuffer body, int offset, int length) {
        String head = body.getStringWithoutLengthAscii(offset, Math.min(length, PAGE_HEAD))
                .strip();
        return head.startsWith("<") || head.startsWith("error code:");
    }

    private boolean readFields() {
        if (json.enterObject()) {
            for (int key; (key = json.nextField(FIELDS)) >= 0; ) {
                switch (key) {
                    case CODE -> {
                        if (words.isEmpty() && json.kind() == JsonCursor.Kind.STRING && json.string()) {
                            words = json.textAsString();
                        }
                    }
                    case RETRY_AFTER -> retryAfterNs = Math.max(retryAfterNs, secondsNs(json.int64()));
                    default -> {
                        if (json.kind() == JsonCursor.Kind.STRING && json.string() && json.textLength() > 0) {
                            words = json.textAsString();
                        }
                    }
                }
            }
        }
        return json.end() == DecodeFault.NONE;
    }

    private static long secondsNs(long told) {
        return told <= 0 ? 0 : TimeUnit.SECONDS.toNanos(Math.min(MAX_SECONDS, told));
    }

    public VenueProblem problem() {
        return problem;
    }

    /** The venue's words, empty when it had none. */
    public String words() {
        return words;
    }

    /** How long the venue wants us to wait, 0 = it does not say. */
    public long retryAfterNs() {
        return retryAfterNs;
    }
}
