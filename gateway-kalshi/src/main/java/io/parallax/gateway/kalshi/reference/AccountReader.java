package io.parallax.gateway.kalshi.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.gateway.reference.RestReader;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads the account: available cash and the net position of each market. Blocks the caller. */
public final class AccountReader {
    private static final int MAX_PAGES = 50;
    private static final long CENTS_PER_DOLLAR = 100;

    private final RestReader rest;
    private final String basePath;

    /** @param basePath path of the REST root, such as {@code /trade-api/v2} */
    public AccountReader(RestReader rest, String basePath) {
        this.rest = rest;
        this.basePath = basePath;
    }

    /** @throws ReferenceException when it cannot be read */
    public long balanceMicros() {
        return balanceMicros(rest.get(basePath + "/portfolio/balance"));
    }

    /** Available cash of an answer of {@code GET /portfolio/balance}; the whole cents where the exact field is absent. */
    public static long balanceMicros(JsonNode answer) {
        return answer.hasNonNull("balance_dollars")
                ? RestReader.micros(answer, "balance_dollars")
                : RestReader.micros(answer, "balance") / CENTS_PER_DOLLAR;
    }

    /**
     * Net position of each market, YES positive, 0 where the venue lists none.
     *
     * @throws ReferenceException when any page cannot be read
     */
    public long[] positionsMicros(Markets markets) {
        long[] positions = new long[markets.size()];
        String cursor = "";
        for (int page = 1; ; page++) {
            JsonNode answer = rest.get(
                    basePath + "/portfolio/positions?limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            if (!answer.path("market_positions").isArray()) {
                throw new ReferenceException("GET /portfolio/positions: no market_positions in the answer");
            }
            for (JsonNode position : answer.path("market_positions")) {
                byte[] ticker = RestReader.text(position, "ticker").getBytes(StandardCharsets.UTF_8);
                int market = markets.indexOf(new UnsafeBuffer(ticker), 0, ticker.length);
                if (market != TextMap.ABSENT) {
                    positions[market] = RestReader.micros(position, "position_fp");
                }
            }
            String next = answer.path("cursor").asText("");
            if (next.isEmpty()) {
                return positions;
            }
            if (next.equals(cursor) || page == MAX_PAGES) {
                throw new ReferenceException("GET /portfolio/positions: no end after " + page + " pages");
            }
            cursor = next;
        }
    }
}
