package io.parallax.app.query;

import io.parallax.gateway.net.EpochClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One GET and all of its answer: status, headers, body, and when. Not the gateways' client: this one looks, it does not trade. */
public final class VenueCall {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration READ = Duration.ofSeconds(20);
    private static final int SHOWN = 160;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final EpochClock clock;

    /** @param clock that the answer's time is held against */
    public VenueCall(EpochClock clock) {
        this.clock = clock;
    }

    /**
     * An answer, or why there was none.
     *
     * @param status HTTP status, 0 where nothing answered
     * @param body text
     * @param html whether it is a page instead of data
     * @param venueSeconds epoch seconds of the header {@code Date}
     * @param midNs our epoch time in the middle of the call
     * @param roundTripNs how long it took
     * @param failure why nothing answered; empty where something did
     */
    public record Answer(
            int status,
            String body,
            boolean html,
            OptionalLong venueSeconds,
            long midNs,
            long roundTripNs,
            String failure) {
        public boolean isOk() {
            return status == 200;
        }

        /** Whether a host before the venue answered in its place. */
        public boolean isEdge() {
            return html && (status == 403 || status == 429 || status == 503 || status == 1020);
        }

        /** Status and the beginning of the body, printable. */
        public String shown() {
            String text = status == 0 ? failure : status + " " + body.strip();
            return text.substring(0, Math.min(SHOWN, text.length())).replaceAll("[^ -~]+", " ");
        }
    }

    /** Asks without headers. */
    public Answer get(URI address) {
        return get(address, headers -> {});
    }

    /** @param headers is given what takes a header's name and value */
    public Answer get(URI address, Consumer<BiConsumer<String, String>> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(READ).GET();
        headers.accept(request::header);
        long sentNs = clock.epochNanos();
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            long receivedNs = clock.epochNanos();
            String type =
                    response.headers().firstValue("content-type").orElse("").toLowerCase(Locale.ROOT);
            boolean html =
                    type.contains("html") || response.body().stripLeading().startsWith("<");
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    html,
                    seconds(response.headers().firstValue("date").orElse("")),
                    sentNs + (receivedNs - sentNs) / 2,
                    receivedNs - sentNs,
                    "");
        } catch (IOException e) {
            return failed(e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("interrupted");
        }
    }

    private static Answer failed(String why) {
        return new Answer(0, "", false, OptionalLong.empty(), 0, 0, why);
    }

    private static OptionalLong seconds(String date) {
        try {
            return date.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toEpochSecond());
        } catch (DateTimeParseException e) {
            return OptionalLong.empty();
        }
    }
}
