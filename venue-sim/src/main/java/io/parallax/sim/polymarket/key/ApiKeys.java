package io.parallax.sim.polymarket.key;

import io.parallax.sim.polymarket.call.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The keys the venue knows. A key follows from address and nonce, so that it can be recovered; the first key of a known
 * trader is the one it was registered with, under nonce 0. Written by the event loop.
 */
public final class ApiKeys {
    private static final int SECRET_BYTES = 32;

    private final Map<String, ApiKey> byId = new LinkedHashMap<>();
    private final Map<String, ApiKey> byNonce = new LinkedHashMap<>();
    private long readOnlyCount;

    /** Takes a key that exists from the start, under nonce 0. */
    public void register(ApiKey key) {
        if (byId.put(key.id(), key) != null) {
            throw new IllegalArgumentException(key.id() + ": two accounts share this API key");
        }
        byNonce.putIfAbsent(slot(key.address(), "0"), key);
    }

    /** The key of this id, or null. */
    public ApiKey find(String id) {
        return byId.get(id);
    }

    /** Ids of an account's keys. @param readOnly which of its keys */
    public List<String> of(String address, boolean readOnly) {
        return byId.values().stream()
                .filter(key -> key.address().equalsIgnoreCase(address) && key.readOnly() == readOnly)
                .map(ApiKey::id)
                .toList();
    }

    /** @throws Refusal when the account has a key of this nonce */
    public ApiKey create(String address, String nonce) {
        if (byNonce.containsKey(slot(address, nonce))) {
            throw Refusal.badRequest("Could not create api key");
        }
        ApiKey key = made(address, nonce, false);
        byId.put(key.id(), key);
        byNonce.put(slot(address, nonce), key);
        return key;
    }

    /** @throws Refusal when the account has no key of this nonce */
    public ApiKey derive(String address, String nonce) {
        ApiKey key = byNonce.get(slot(address, nonce));
        if (key == null) {
            throw Refusal.badRequest("Could not derive api key!");
        }
        return key;
    }

    /** A new key of an account that may only read. */
    public ApiKey createReadOnly(String address) {
        ApiKey key = made(address, "read-only-" + readOnlyCount++, true);
        byId.put(key.id(), key);
        return key;
    }

    /** Forgets a key for ever. @return whether there was one */
    public boolean delete(String id) {
        ApiKey gone = byId.remove(id);
        byNonce.values().removeIf(key -> key == gone);
        return gone != null;
    }

    /** Makes a key read-only or whole, as when its owner changes what it may do. */
    public void restrict(String id, boolean readOnly) {
        ApiKey old = byId.get(id);
        ApiKey changed = new ApiKey(old.id(), old.secret(), old.passphrase(), old.address(), readOnly);
        byId.put(id, changed);
        byNonce.replaceAll((slot, key) -> key == old ? changed : key);
    }

    private static ApiKey made(String address, String nonce, boolean readOnly) {
        byte[] seed = sha512(slot(address, nonce));
        return new ApiKey(
                UUID.nameUUIDFromBytes(seed).toString(),
                Base64.getUrlEncoder().encodeToString(Arrays.copyOf(seed, SECRET_BYTES)),
                HexFormat.of().formatHex(seed, SECRET_BYTES, seed.length),
                address,
                readOnly);
    }

    private static String slot(String address, String nonce) {
        return address.toLowerCase(Locale.ROOT) + "/" + nonce;
    }

    private static byte[] sha512(String text) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(("simulator " + text).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-512 is missing from this Java runtime", e);
        }
    }
}
