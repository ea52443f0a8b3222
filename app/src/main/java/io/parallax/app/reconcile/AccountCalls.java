package io.parallax.app.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.app.query.VenueCall;
import io.parallax.app.query.VenueCall.Answer;
import io.parallax.gateway.reference.ReferenceException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BiConsumer;

/** GETs of one account at one venue, and where each answer is from. */
final class AccountCalls {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final VenueCall call;
    private final Headers headers;

    /** Adds the headers of one request to the path of the whole address. */
    interface Headers {
        void addTo(String path, BiConsumer<String, String> headers);
    }

    /** An answer as a tree, and its source. */
    record Told(JsonNode body, String source) {}

    AccountCalls(URI base, VenueCall call, Headers headers) {
        this.base = base.toString().replaceAll("/$", "");
        this.call = call;
        this.headers = headers;
    }

    /** @throws ReferenceException when the answer is none */
    Told get(String path) {
        URI address = URI.create(base + path);
        Answer answer = call.get(address, to -> headers.addTo(address.getPath(), to));
        String route = "GET " + address.getPath();
        if (!answer.isOk()) {
            throw new ReferenceException(route + ": " + answer.shown());
        }
        try {
            Instant at = Instant.ofEpochSecond(0, answer.midNs()).truncatedTo(ChronoUnit.MILLIS);
            return new Told(JSON.readTree(answer.body()), route + " at " + at);
        } catch (JsonProcessingException e) {
            throw new ReferenceException(route + ": the answer is no JSON", e);
        }
    }
}
