package io.parallax.gateway.kalshi.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code GET /exchange/status}.
 *
 * @param exchangeActive false: neither orders nor cancels
 * @param tradingActive false: cancels only
 * @param resumeNs estimated end of a pause, epoch nanoseconds; 0 = not said
 * @param shards what it says of each shard; the other fields speak of shard 0 alone
 */
public record ExchangeStatus(boolean exchangeActive, boolean tradingActive, long resumeNs, List<Shard> shards) {
    /** One shard. */
    public record Shard(int index, boolean exchangeActive, boolean tradingActive) {}

    public ExchangeStatus {
        shards = List.copyOf(shards);
    }

    /** @return null when the answer is none such: a missing word is no permission */
    public static ExchangeStatus read(JsonNode answer) {
        if (answer == null
                || !answer.path("exchange_active").isBoolean()
                || !answer.path("trading_active").isBoolean()) {
            return null;
        }
        List<Shard> shards = new ArrayList<>();
        for (JsonNode shard : answer.path("exchange_index_statuses")) {
            shards.add(new Shard(
                    shard.path("exchange_index").asInt(0),
                    shard.path("exchange_active").asBoolean(false),
                    shard.path("trading_active").asBoolean(false)));
        }
        return new ExchangeStatus(
                answer.path("exchange_active").asBoolean(),
                answer.path("trading_active").asBoolean(),
                instantNs(answer.path("exchange_estimated_resume_time").asText("")),
                shards);
    }

    /** Whether the exchange of a shard takes cancels; a shard it says nothing of is as shard 0. */
    public boolean isExchangeActive(int shard) {
        for (Shard told : shards) {
            if (told.index == shard) {
                return told.exchangeActive;
            }
        }
        return exchangeActive;
    }

    /** Whether a shard takes orders. */
    public boolean isTradingActive(int shard) {
        for (Shard told : shards) {
            if (told.index == shard) {
                return told.tradingActive && told.exchangeActive;
            }
        }
        return tradingActive && exchangeActive;
    }

    /** Epoch nanoseconds of an RFC 3339 time, 0 when it is none. */
    static long instantNs(String text) {
        if (text.isEmpty() || text.equals("null")) {
            return 0;
        }
        try {
            Instant at = Instant.parse(text);
            return at.getEpochSecond() * 1_000_000_000L + at.getNano();
        } catch (DateTimeParseException e) {
            return 0;
        }
    }
}
