package io.parallax.app.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.app.query.VenueCall;
import io.parallax.app.query.VenueCall.Answer;
import io.parallax.codecs.units.Micros;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.SigningSettings;
import io.parallax.gateway.http.ShadowOutlet;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.order.PrivateCalls;
import io.parallax.gateway.polymarket.signing.ExchangeDomain;
import io.parallax.gateway.polymarket.signing.OrderSigner;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Asks Polymarket everything that decides whether an order would be taken, without placing one. */
final class PolymarketProbe implements Check {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GEOBLOCK = "https://polymarket.com/api/geoblock";
    private static final int TYPES = 4;

    private final PolymarketSettings settings;
    private final boolean asAccount;
    private final long leastCashMicros;
    private final Optional<String> tokenId;
    private final VenueCall call;
    private final EpochClock clock;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param asAccount whether there are keys to ask with
     * @param leastCashMicros below it nothing can be opened
     * @param tokenId of a market that is traded, for the allowance of sales
     */
    PolymarketProbe(
            PolymarketSettings settings,
            boolean asAccount,
            long leastCashMicros,
            Optional<String> tokenId,
            VenueCall call,
            EpochClock clock) {
        this.settings = settings;
        this.asAccount = asAccount;
        this.leastCashMicros = leastCashMicros;
        this.tokenId = tokenId;
        this.call = call;
        this.clock = clock;
    }

    @Override
    public List<Finding> run() {
        findings.clear();
        PrivateCalls account = null;
        if (asAccount) {
            account = account();
        }
        Answer time = call.get(resolve("/time"));
        if (!reached(time)) {
            return findings;
        }
        findings.add(
                ClockOffset.judge("polymarket.clock", Long.parseLong(time.body().strip()), time));
        geoblock();
        if (account != null) {
            ask(account);
        }
        return findings;
    }

    private URI resolve(String path) {
        return URI.create(settings.rest().toString().replaceAll("/$", "") + path);
    }

    private boolean reached(Answer time) {
        String host = settings.rest().getHost();
        if (time.isEdge()) {
            findings.add(Finding.error(
                    "polymarket.edge",
                    Cause.BLOCKED,
                    "the host before the venue blocks this address",
                    time.shown(),
                    "wait ten minutes without requests, then use another address or ask the venue"));
            return false;
        }
        if (!time.isOk() || !time.body().strip().matches("[0-9]{9,11}")) {
            findings.add(Finding.error(
                    "polymarket.reach",
                    Cause.UNREACHABLE,
                    "GET /time gives no time",
                    time.shown(),
                    "check polymarket.rest, DNS and the way out of this machine"));
            return false;
        }
        findings.add(Finding.ok("polymarket.reach", host + " answers", time.roundTripNs() / 1_000_000 + " ms"));
        return true;
    }

    /** Keys as they are, before anybody is asked. */
    private PrivateCalls account() {
        try {
            OrderSigner signer = new OrderSigner(settings, SigningSettings.unlimited());
            PrivateCalls calls = new PrivateCalls(new ShadowOutlet(), settings, signer.signerAddress(), clock);
            findings.add(Finding.ok(
                    "polymarket.key",
                    "secp256k1 key of wallet type " + settings.signatureType(),
                    "signs as " + signer.signerAddress() + ", funds of " + signer.makerAddress()));
            return calls;
        } catch (IllegalArgumentException e) {
            findings.add(Finding.error(
                    "polymarket.key",
                    Cause.CREDENTIALS,
                    "the key does not fit the configuration",
                    String.valueOf(e.getMessage()),
                    "./parallax keys check tells what each key is"));
            return null;
        }
    }

    /** Only the site itself tells where we are; a simulator may. */
    private void geoblock() {
        boolean real = Environment.of(settings.rest()) == Environment.PRODUCTION;
        Answer answer = call.get(real ? URI.create(GEOBLOCK) : resolve("/api/geoblock"));
        JsonNode body = json(answer);
        if (body.path("blocked").asBoolean()) {
            findings.add(Finding.error(
                    "polymarket.geoblock",
                    Cause.BLOCKED,
                    "the venue takes no orders from this place",
                    body.path("country").asText() + " " + body.path("region").asText(),
                    "run where the venue permits trading"));
        } else if (body.has("blocked")) {
            findings.add(Finding.ok(
                    "polymarket.geoblock",
                    "this place is not blocked",
                    body.path("country").asText()));
        } else {
            findings.add(Finding.warn(
                    "polymarket.geoblock",
                    "not told whether this place is blocked",
                    answer.shown(),
                    "look at " + GEOBLOCK));
        }
    }

    private void ask(PrivateCalls account) {
        Answer cash = get(account, balance("COLLATERAL", "", settings.signatureType()));
        if (!cash.isOk()) {
            findings.add(refused(cash));
            return;
        }
        findings.add(Finding.ok("polymarket.account", "the API key is known", "POLY_ADDRESS of the signing key"));
        JsonNode body = json(cash);
        cash(account, body);
        allowances("collateral", body);
        boolean ofThisChain = findings.stream().noneMatch(it -> it.cause() == Cause.WRONG_CHAIN);
        tokenId.filter(token -> ofThisChain).ifPresent(token -> {
            Answer tokens = get(account, balance("CONDITIONAL", token, settings.signatureType()));
            if (tokens.isOk()) {
                allowances("outcome tokens", json(tokens));
            }
        });
        closedOnly(account);
    }

    private Finding refused(Answer answer) {
        if (answer.isEdge()) {
            return Finding.error(
                    "polymarket.edge",
                    Cause.BLOCKED,
                    "the host before the venue blocks private calls",
                    answer.shown(),
                    "wait ten minutes without requests, then use another address");
        }
        if (answer.status() == 403) {
            return Finding.error(
                    "polymarket.account",
                    Cause.NOT_PERMITTED,
                    "the API key may not do this",
                    answer.shown(),
                    "derive a trading key: ./parallax keys derive");
        }
        if (answer.status() != 401) {
            return Finding.error(
                    "polymarket.account",
                    Cause.UNREACHABLE,
                    "the balance cannot be read",
                    answer.shown(),
                    "try again; then ask the venue");
        }
        boolean clockIsOff = findings.stream().anyMatch(it -> it.id().equals("polymarket.clock") && it.isError());
        return clockIsOff
                ? Finding.error(
                        "polymarket.account",
                        Cause.CLOCK,
                        "the venue refuses our signature, and the clock is off",
                        answer.shown(),
                        "set the clock first")
                : Finding.error(
                        "polymarket.account",
                        Cause.REVOKED_KEY,
                        "the venue knows no such API key of this wallet, or not with this secret and passphrase",
                        answer.shown(),
                        "./parallax keys derive gives the wallet's key anew");
    }

    private void cash(PrivateCalls account, JsonNode body) {
        BigInteger micros = integer(body.path("balance").asText());
        String value = micros == null ? body.path("balance").asText() : Micros.format(micros.longValue()) + " USD";
        if (micros == null) {
            findings.add(Finding.error(
                    "polymarket.cash",
                    Cause.OTHER,
                    "the balance is no 6-decimal integer",
                    value,
                    "the venue changed its answer: this build does not read it"));
            return;
        }
        if (micros.signum() == 0) {
            int other = typeWithMoney(account);
            if (other >= 0) {
                findings.add(Finding.error(
                        "polymarket.signature-type",
                        Cause.CONFIG,
                        "no cash under this signature type, and some under another",
                        "polymarket.signatureType=" + settings.signatureType(),
                        "set it to " + other + ", and funder to that wallet"));
                return;
            }
        }
        findings.add(
                micros.longValue() < leastCashMicros
                        ? Finding.warn(
                                "polymarket.cash",
                                "less cash than the buffer that is never spent: nothing will be opened",
                                value,
                                "deposit, or lower risk.cashBuffer")
                        : Finding.ok("polymarket.cash", "cash of the funder", value));
    }

    private int typeWithMoney(PrivateCalls account) {
        for (int type = 0; type < TYPES; type++) {
            if (type != settings.signatureType()) {
                Answer answer = get(account, balance("COLLATERAL", "", type));
                BigInteger micros =
                        answer.isOk() ? integer(json(answer).path("balance").asText()) : null;
                if (micros != null && micros.signum() > 0) {
                    return type;
                }
            }
        }
        return -1;
    }

    /** The venue names what each exchange contract may take; contracts of another chain are not among them. */
    private void allowances(String what, JsonNode body) {
        String id = "polymarket.allowance." + what.replace(' ', '-');
        Map<String, String> told = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        body.path("allowances")
                .properties()
                .forEach(it -> told.put(it.getKey(), it.getValue().asText()));
        List<String> none = new ArrayList<>();
        for (ExchangeDomain domain : ExchangeDomain.values()) {
            String contract = domain.verifyingContract(settings.chainId());
            String allowed = told.get(contract);
            if (allowed == null && !told.isEmpty()) {
                findings.add(Finding.error(
                        "polymarket.chain",
                        Cause.WRONG_CHAIN,
                        "the venue does not speak of the exchange contract of this chain",
                        "polymarket.chainId=" + settings.chainId() + ", " + domain + " " + contract,
                        "set chainId to the venue's chain: 137 for Polygon"));
                return;
            }
            BigInteger amount = allowed == null ? null : integer(allowed);
            if (amount == null || amount.signum() == 0) {
                none.add(domain + " " + contract);
            }
        }
        findings.add(
                none.isEmpty()
                        ? Finding.ok(id, "every exchange may take " + what, told.size() + " contracts")
                        : Finding.error(
                                id,
                                Cause.OTHER,
                                "an exchange may not take " + what,
                                String.join(", ", none),
                                "approve that contract for " + what + " from the funder's wallet, then refresh"));
    }

    private void closedOnly(PrivateCalls account) {
        Answer answer = get(account, "/auth/ban-status/closed-only");
        JsonNode body = json(answer);
        if (body.path("closed_only").asBoolean()) {
            findings.add(Finding.error(
                    "polymarket.closed-only",
                    Cause.NOT_PERMITTED,
                    "the venue lets this account close positions only",
                    "closed_only=true",
                    "ask the venue; nothing can be opened"));
        } else if (body.has("closed_only")) {
            findings.add(Finding.ok("polymarket.closed-only", "the account may open", ""));
        } else {
            findings.add(Finding.warn(
                    "polymarket.closed-only",
                    "not told whether the account may open",
                    answer.shown(),
                    "ask the venue"));
        }
    }

    private Answer get(PrivateCalls account, String path) {
        return call.get(resolve(path), headers -> account.addHeaders("GET", path, headers));
    }

    private static String balance(String asset, String token, int type) {
        return "/balance-allowance?asset_type=" + asset + (token.isEmpty() ? "" : "&token_id=" + token)
                + "&signature_type=" + type;
    }

    private static BigInteger integer(String text) {
        return text.matches("[0-9]{1,78}") ? new BigInteger(text) : null;
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
