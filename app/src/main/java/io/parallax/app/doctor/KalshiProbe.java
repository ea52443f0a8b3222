package io.parallax.app.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.app.query.VenueCall;
import io.parallax.app.query.VenueCall.Answer;
import io.parallax.codecs.units.Micros;
import io.parallax.config.KalshiSettings;
import io.parallax.gateway.kalshi.account.Cash;
import io.parallax.gateway.kalshi.signing.RequestSigner;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.reference.ReferenceException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Asks Kalshi everything that decides whether an order would be taken, without placing one. */
final class KalshiProbe implements Check {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> MAY_TRADE = Set.of("write", "write::trade");

    private final KalshiSettings settings;
    private final long leastCashMicros;
    private final VenueCall call;
    private final EpochClock clock;
    private final List<Finding> findings = new ArrayList<>();

    /** @param leastCashMicros below it nothing can be opened */
    KalshiProbe(KalshiSettings settings, long leastCashMicros, VenueCall call, EpochClock clock) {
        this.settings = settings;
        this.leastCashMicros = leastCashMicros;
        this.call = call;
        this.clock = clock;
    }

    @Override
    public List<Finding> run() {
        findings.clear();
        RequestSigner signer = signer();
        Answer status = call.get(resolve("/exchange/status"));
        if (!reached(status)) {
            return findings;
        }
        if (status.venueSeconds().isPresent()) {
            findings.add(ClockOffset.judge("kalshi.clock", status.venueSeconds().getAsLong(), status));
        }
        exchange(json(status));
        if (signer != null) {
            account(signer);
        }
        return findings;
    }

    private URI resolve(String path) {
        return URI.create(settings.rest().toString().replaceAll("/$", "") + path);
    }

    private RequestSigner signer() {
        try {
            RequestSigner signer = new RequestSigner(settings);
            findings.add(Finding.ok("kalshi.key", "the private key can sign", ""));
            return signer;
        } catch (IllegalArgumentException e) {
            findings.add(Finding.error(
                    "kalshi.key",
                    Cause.CREDENTIALS,
                    "the private key cannot be used",
                    String.valueOf(e.getMessage()),
                    "kalshi.privateKeyPem is the PEM that Kalshi gave with the key id, RSA or Ed25519"));
            return null;
        }
    }

    private boolean reached(Answer status) {
        if (status.isEdge()) {
            findings.add(Finding.error(
                    "kalshi.edge",
                    Cause.BLOCKED,
                    "the host before the venue blocks this address",
                    status.shown(),
                    "wait ten minutes without requests, then use another address or ask the venue"));
            return false;
        }
        if (!status.isOk() || !json(status).has("trading_active")) {
            findings.add(Finding.error(
                    "kalshi.reach",
                    Cause.UNREACHABLE,
                    "GET /exchange/status gives no status",
                    status.shown(),
                    "check kalshi.rest (it ends with /trade-api/v2), DNS and the way out of this machine"));
            return false;
        }
        findings.add(Finding.ok(
                "kalshi.reach", settings.rest().getHost() + " answers", status.roundTripNs() / 1_000_000 + " ms"));
        return true;
    }

    private void exchange(JsonNode status) {
        boolean active = status.path("exchange_active").asBoolean();
        boolean trading = status.path("trading_active").asBoolean();
        String value = "exchange_active=" + active + ", trading_active=" + trading;
        findings.add(
                active && trading
                        ? Finding.ok("kalshi.exchange", "the exchange trades", value)
                        : Finding.warn(
                                "kalshi.exchange",
                                "the exchange does not trade now",
                                value + " until "
                                        + status.path("exchange_estimated_resume_time")
                                                .asText("?"),
                                "wait for the end of its maintenance"));
    }

    private void account(RequestSigner signer) {
        Answer balance = get(signer, "/portfolio/balance");
        if (!balance.isOk()) {
            findings.add(refused(balance));
            return;
        }
        findings.add(Finding.ok("kalshi.account", "key id and signature are taken", ""));
        try {
            long micros = Cash.read(json(balance)).totalMicros();
            String value = Micros.format(micros) + " USD";
            findings.add(
                    micros < leastCashMicros
                            ? Finding.warn(
                                    "kalshi.cash",
                                    "less cash than the buffer that is never spent: nothing will be opened",
                                    value,
                                    "deposit, or lower risk.cashBuffer")
                            : Finding.ok("kalshi.cash", "cash of the account", value));
        } catch (ReferenceException e) {
            findings.add(Finding.error(
                    "kalshi.cash",
                    Cause.OTHER,
                    "the balance is not as documented",
                    String.valueOf(e.getMessage()),
                    "the venue changed its answer: this build does not read it"));
        }
        scopes(signer);
        limits(signer);
    }

    private static Finding refused(Answer answer) {
        String body = answer.body();
        String id = "kalshi.account";
        if (answer.isEdge()) {
            return Finding.error(
                    "kalshi.edge",
                    Cause.BLOCKED,
                    "the host before the venue blocks private calls",
                    answer.shown(),
                    "wait ten minutes without requests, then use another address");
        }
        if (body.contains("header_timestamp_expired")) {
            return Finding.error(
                    "kalshi.clock",
                    Cause.CLOCK,
                    "the clock is not the venue's: it refuses the time of our request",
                    answer.shown(),
                    "let NTP set this machine's clock (timedatectl set-ntp true), then ask again");
        }
        if (body.contains("INCORRECT_API_KEY_SIGNATURE")) {
            return Finding.error(
                    id,
                    Cause.WRONG_KEY,
                    "the private key is not that of the key id",
                    answer.shown(),
                    "give kalshi.keyId and kalshi.privateKeyPem of one and the same key");
        }
        if (answer.status() == 401) {
            return Finding.error(
                    id,
                    Cause.REVOKED_KEY,
                    "the venue does not know the key id, any more or in this environment",
                    answer.shown(),
                    "make a new key at Kalshi; demo and production have keys of their own");
        }
        if (answer.status() == 403) {
            return Finding.error(
                    id,
                    Cause.NOT_PERMITTED,
                    "the key may not read this account",
                    answer.shown(),
                    "give the key the scopes read and write::trade, of this subaccount");
        }
        return Finding.error(
                id, Cause.UNREACHABLE, "the balance cannot be read", answer.shown(), "try again; then ask the venue");
    }

    /** A trading key reads and trades, and cannot take money out. */
    private void scopes(RequestSigner signer) {
        Answer answer = get(signer, "/api_keys");
        Set<String> scopes = new HashSet<>();
        boolean listed = false;
        for (JsonNode key : json(answer).path("api_keys")) {
            if (key.path("api_key_id").asText().equals(settings.keyId().reveal()) && key.has("scopes")) {
                listed = true;
                key.path("scopes").forEach(scope -> scopes.add(scope.asText()));
            }
        }
        String value = String.join(", ", new java.util.TreeSet<>(scopes));
        if (!listed) {
            findings.add(Finding.warn(
                    "kalshi.scopes",
                    "not told what the key may do",
                    answer.isOk() ? "its scopes are not listed" : answer.shown(),
                    "look at the key in the venue's settings: read and write::trade are enough"));
        } else if (scopes.stream().noneMatch(MAY_TRADE::contains)) {
            findings.add(Finding.error(
                    "kalshi.scopes",
                    Cause.NOT_PERMITTED,
                    "the key may not trade",
                    value,
                    "make a key with the scopes read and write::trade"));
        } else if (scopes.contains("write") || scopes.contains("write::transfer")) {
            findings.add(Finding.warn(
                    "kalshi.scopes",
                    "the key may also move money",
                    value,
                    "make a key with the scopes read and write::trade only"));
        } else {
            findings.add(Finding.ok("kalshi.scopes", "the key may trade and not move money", value));
        }
    }

    private void limits(RequestSigner signer) {
        Answer answer = get(signer, "/account/limits");
        JsonNode write = json(answer).path("write");
        findings.add(
                write.has("refill_rate")
                        ? Finding.ok(
                                "kalshi.limits",
                                "tier " + json(answer).path("usage_tier").asText(),
                                "writes " + write.path("refill_rate").asText() + " tokens a second")
                        : Finding.warn(
                                "kalshi.limits",
                                "not told how many requests are allowed",
                                answer.shown(),
                                "ask the venue"));
    }

    private Answer get(RequestSigner signer, String path) {
        URI address = resolve(path);
        return call.get(address, headers -> signer.addHeaders("GET", address.getPath(), clock.epochNanos(), headers));
    }

    private static JsonNode json(Answer answer) {
        try {
            JsonNode body = answer.isOk() ? JSON.readTree(answer.body()) : null;
            return body == null ? JSON.createObjectNode() : body;
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
