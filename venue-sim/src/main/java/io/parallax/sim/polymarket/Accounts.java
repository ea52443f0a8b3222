package io.parallax.sim.polymarket;

import io.netty.handler.codec.http.HttpHeaders;
import io.parallax.sim.core.Account;
import io.parallax.sim.polymarket.sign.L2Hmac;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The traders by API key, and the check that a private request comes from one of them. */
final class Accounts {
    private final Map<String, PolymarketAccount> byApiKey = new LinkedHashMap<>();
    private final long toleranceSeconds;

    Accounts(Collection<PolymarketAccount> accounts, long toleranceSeconds) {
        this.toleranceSeconds = toleranceSeconds;
        for (PolymarketAccount account : accounts) {
            if (byApiKey.put(account.apiKey(), account) != null) {
                throw new IllegalArgumentException(account.apiKey() + ": two accounts share this API key");
            }
        }
    }

    /**
     * Who sent this private request.
     *
     * @param path without the query string
     * @param body the exact bytes received
     * @throws Refusal with status 401 when any of the five headers is missing or wrong
     */
    PolymarketAccount authenticate(HttpHeaders headers, String method, String path, byte[] body, long nowSeconds) {
        String timestamp = header(headers, "POLY_TIMESTAMP");
        PolymarketAccount account = byApiKey.get(header(headers, "POLY_API_KEY"));
        if (account == null
                || !account.passphrase().equals(header(headers, "POLY_PASSPHRASE"))
                || !account.address().equalsIgnoreCase(header(headers, "POLY_ADDRESS"))
                || Math.abs(seconds(timestamp) - nowSeconds) > toleranceSeconds) {
            throw Refusal.unauthorized();
        }
        String expected = L2Hmac.sign(account.secret(), timestamp, method, path, body);
        if (!L2Hmac.matches(expected, header(headers, "POLY_SIGNATURE"))) {
            throw Refusal.unauthorized();
        }
        return account;
    }

    /** The account of these credentials as the user socket presents them, or null. */
    PolymarketAccount authenticate(String apiKey, String secret, String passphrase) {
        PolymarketAccount account = byApiKey.get(apiKey);
        return account != null
                        && account.secret().equals(secret)
                        && account.passphrase().equals(passphrase)
                ? account
                : null;
    }

    /** The trader behind an account of the exchange, or null for generated flow. */
    PolymarketAccount of(Account funds) {
        for (PolymarketAccount account : byApiKey.values()) {
            if (account.funds() == funds) {
                return account;
            }
        }
        return null;
    }

    Collection<PolymarketAccount> all() {
        return byApiKey.values();
    }

    private static String header(HttpHeaders headers, String name) {
        String value = headers.get(name);
        if (value == null) {
            throw Refusal.unauthorized();
        }
        return value;
    }

    private static long seconds(String timestamp) {
        try {
            return Long.parseLong(timestamp);
        } catch (NumberFormatException notANumber) {
            throw Refusal.unauthorized();
        }
    }
}
