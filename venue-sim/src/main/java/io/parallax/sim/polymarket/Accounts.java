package io.parallax.sim.polymarket;

import io.netty.handler.codec.http.HttpHeaders;
import io.parallax.sim.core.Account;
import io.parallax.sim.polymarket.account.AccountState;
import io.parallax.sim.polymarket.call.Refusal;
import io.parallax.sim.polymarket.key.ApiKey;
import io.parallax.sim.polymarket.key.ApiKeys;
import io.parallax.sim.polymarket.sign.ClobAuth;
import io.parallax.sim.polymarket.sign.L2Hmac;
import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The traders by address, their API keys, and the checks that a request comes from one of them. */
final class Accounts {
    private final Map<String, PolymarketAccount> byAddress = new LinkedHashMap<>();
    private final Map<PolymarketAccount, AccountState> states = new LinkedHashMap<>();
    private final ApiKeys keys = new ApiKeys();
    private final Function<String, PolymarketAccount> newcomer;
    private final long chainId;
    private final long toleranceSeconds;

    /** @param newcomer opens an account for an address that was never seen */
    Accounts(
            Collection<PolymarketAccount> accounts,
            Function<String, PolymarketAccount> newcomer,
            long chainId,
            long toleranceSeconds) {
        this.newcomer = newcomer;
        this.chainId = chainId;
        this.toleranceSeconds = toleranceSeconds;
        for (PolymarketAccount account : accounts) {
            keys.register(
                    new ApiKey(account.apiKey(), account.secret(), account.passphrase(), account.address(), false));
            add(account);
        }
    }

    private PolymarketAccount add(PolymarketAccount account) {
        byAddress.put(lower(account.address()), account);
        states.put(account, new AccountState());
        return account;
    }

    ApiKeys keys() {
        return keys;
    }

    /**
     * Who sent this private request.
     *
     * @param path without the query string
     * @param body the exact bytes received
     * @throws Refusal with status 401 when any of the five headers is missing or wrong
     */
    Caller authenticate(HttpHeaders headers, String method, String path, byte[] body, long nowSeconds) {
        String timestamp = header(headers, "POLY_TIMESTAMP");
        ApiKey key = keys.find(header(headers, "POLY_API_KEY"));
        if (key == null
                || !key.passphrase().equals(header(headers, "POLY_PASSPHRASE"))
                || !key.address().equalsIgnoreCase(header(headers, "POLY_ADDRESS"))
                || isOffTime(timestamp, nowSeconds)) {
            throw Refusal.unauthorized();
        }
        String expected = L2Hmac.sign(key.secret(), timestamp, method, path, body);
        if (!L2Hmac.matches(expected, header(headers, "POLY_SIGNATURE"))) {
            throw Refusal.unauthorized();
        }
        return caller(key);
    }

    /**
     * The address that signed for itself.
     *
     * @return 0x and 40 hex digits, as the client writes it
     * @throws Refusal with status 401 when any of the four headers is missing or wrong
     */
    String attested(HttpHeaders headers, long nowSeconds) {
        String address = headers.get("POLY_ADDRESS", "");
        String timestamp = headers.get("POLY_TIMESTAMP", "");
        String nonce = nonce(headers);
        if (!address.matches("0x[0-9a-fA-F]{40}")
                || !nonce.matches("[0-9]{1,78}")
                || new BigInteger(nonce).bitLength() > 256
                || isOffTime(timestamp, nowSeconds)
                || !ClobAuth.recover(
                                chainId, address, timestamp, new BigInteger(nonce), headers.get("POLY_SIGNATURE", ""))
                        .equalsIgnoreCase(address)) {
            throw Refusal.of(401, "Invalid L1 Request headers");
        }
        if (!byAddress.containsKey(lower(address))) {
            add(newcomer.apply(address));
        }
        return address;
    }

    /** The nonce a client asks for a key with. */
    static String nonce(HttpHeaders headers) {
        return headers.get("POLY_NONCE", "");
    }

    /** Who presents these credentials on the user socket, or null. */
    PolymarketAccount authenticate(String apiKey, String secret, String passphrase) {
        ApiKey key = keys.find(apiKey);
        return key != null && key.secret().equals(secret) && key.passphrase().equals(passphrase)
                ? caller(key).account()
                : null;
    }

    private Caller caller(ApiKey key) {
        PolymarketAccount account = byAddress.get(lower(key.address()));
        return new Caller(account, key, states.get(account));
    }

    /** The trader behind an account of the exchange, or null for generated flow. */
    PolymarketAccount of(Account funds) {
        for (PolymarketAccount account : byAddress.values()) {
            if (account.funds() == funds) {
                return account;
            }
        }
        return null;
    }

    Collection<PolymarketAccount> all() {
        return byAddress.values();
    }

    AccountState state(PolymarketAccount account) {
        return states.get(account);
    }

    private boolean isOffTime(String timestamp, long nowSeconds) {
        return !timestamp.matches("[0-9]{1,12}") || Math.abs(Long.parseLong(timestamp) - nowSeconds) > toleranceSeconds;
    }

    private static String lower(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    private static String header(HttpHeaders headers, String name) {
        String value = headers.get(name);
        if (value == null) {
            throw Refusal.unauthorized();
        }
        return value;
    }
}
