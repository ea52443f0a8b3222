package io.parallax.config.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets by name in one encrypted file.
 *
 * <pre>
 *   {"parallaxKeystore":1, "kdf":"PBKDF2WithHmacSHA512", "iterations":N, "salt":"…", "cipher":"AES-256-GCM", "nonce":"…", "content":"…"}
 *
 *   key      = PBKDF2-HMAC-SHA512(passphrase, salt of 32 bytes, N)
 *   content  = AES-256-GCM(key, nonce of 12 bytes, entries, additional data = everything before the content)
 *   entries  = { length of name, 2 | name | length of value, 4 | value }
 * </pre>
 *
 * Names and number of entries are encrypted too. Each {@link #save} takes a fresh salt, and with it a fresh key, and a fresh nonce.
 * One thread.
 */
public final class Keystore implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KDF = "PBKDF2WithHmacSHA512";
    private static final String CIPHER = "AES-256-GCM";
    private static final int VERSION = 1;
    private static final int ITERATIONS = 600_000;
    private static final int LEAST_ITERATIONS = 100_000;
    private static final int MOST_ITERATIONS = 20_000_000;
    private static final int SALT_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int KEY_BITS = 256;
    private static final int TAG_BITS = 128;
    private static final int LEAST_PASSPHRASE = 12;

    private final Path file;
    private final byte[] passphrase;
    private final TreeMap<String, byte[]> entries = new TreeMap<>();

    private Keystore(Path file, byte[] passphrase) {
        this.file = file;
        this.passphrase = passphrase.clone();
    }

    /**
     * Opens the file, or begins a store that {@link #save} writes where there is none.
     *
     * @param passphrase copied; the caller wipes its own
     */
    public static Keystore openOrNew(Path file, byte[] passphrase) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return open(file, passphrase);
        }
        if (passphrase.length < LEAST_PASSPHRASE) {
            throw new SecretException("keystore " + file + ": the passphrase has fewer than " + LEAST_PASSPHRASE
                    + " bytes; take a longer one");
        }
        return new Keystore(file, passphrase);
    }

    /**
     * Opens and decrypts.
     *
     * @param passphrase copied; the caller wipes its own
     * @throws SecretException when it is not there, open to others, not a keystore, changed, or of another passphrase
     */
    public static Keystore open(Path file, byte[] passphrase) {
        byte[] text = PrivateFile.read(file);
        Keystore store = new Keystore(file, passphrase);
        boolean opened = false;
        try {
            store.load(JSON.readTree(text));
            opened = true;
            return store;
        } catch (IOException | IllegalArgumentException | BufferUnderflowException e) {
            throw new SecretException("keystore " + file + ": not a keystore of this program");
        } finally {
            if (!opened) {
                store.close();
            }
        }
    }

    private void load(JsonNode json) throws IOException {
        int iterations = json.path("iterations").asInt();
        if (json.path("parallaxKeystore").asInt() != VERSION
                || !KDF.equals(json.path("kdf").asText())
                || !CIPHER.equals(json.path("cipher").asText())
                || iterations < LEAST_ITERATIONS
                || iterations > MOST_ITERATIONS) {
            throw new IOException("header");
        }
        byte[] salt = json.path("salt").binaryValue();
        byte[] nonce = json.path("nonce").binaryValue();
        byte[] plain = crypt(
                Cipher.DECRYPT_MODE,
                iterations,
                salt,
                nonce,
                json.path("content").binaryValue());
        try {
            ByteBuffer in = ByteBuffer.wrap(plain);
            while (in.hasRemaining()) {
                byte[] name = new byte[in.getShort()];
                in.get(name);
                byte[] value = new byte[in.getInt()];
                in.get(value);
                entries.put(new String(name, StandardCharsets.UTF_8), value);
            }
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private byte[] crypt(int direction, int iterations, byte[] salt, byte[] nonce, byte[] content) {
        CharBuffer letters = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(passphrase));
        char[] word = Arrays.copyOfRange(letters.array(), 0, letters.limit());
        PBEKeySpec spec = new PBEKeySpec(word, salt, iterations, KEY_BITS);
        byte[] key = new byte[0];
        try {
            key = SecretKeyFactory.getInstance(KDF).generateSecret(spec).getEncoded();
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(direction, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(header(iterations, salt, nonce));
            return cipher.doFinal(content);
        } catch (AEADBadTagException e) {
            throw new SecretException(
                    "keystore " + file + ": the passphrase is wrong, or the file was changed after it was written");
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("every JDK has these", e);
        } finally {
            spec.clearPassword();
            Arrays.fill(word, '\0');
            Arrays.fill(letters.array(), '\0');
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] header(int iterations, byte[] salt, byte[] nonce) {
        Base64.Encoder base64 = Base64.getEncoder();
        return String.join(
                        " ",
                        Integer.toString(VERSION),
                        KDF,
                        Integer.toString(iterations),
                        base64.encodeToString(salt),
                        CIPHER,
                        base64.encodeToString(nonce))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A fresh copy of what is kept under a name. @throws SecretException when there is none */
    public byte[] get(String name) {
        byte[] value = entries.get(name);
        if (value == null) {
            throw new SecretException("keystore " + file + ": holds no " + name + "; ./parallax keys import " + name
                    + " --from FILE --keystore " + file);
        }
        return value.clone();
    }

    /** Keeps a copy under a name, in place of what was there, from the next {@link #save} on. */
    public void put(String name, byte[] value) {
        byte[] before = entries.put(name, value.clone());
        if (before != null) {
            Arrays.fill(before, (byte) 0);
        }
    }

    /** What is kept, by name. */
    public List<String> names() {
        return new ArrayList<>(entries.keySet());
    }

    /** Writes the file anew, mode 0600. @throws SecretException when it cannot be written */
    public void save() {
        SecureRandom random = new SecureRandom();
        byte[] salt = new byte[SALT_BYTES];
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(salt);
        random.nextBytes(nonce);
        byte[] plain = plain();
        try {
            ObjectNode json = JSON.createObjectNode();
            json.put("parallaxKeystore", VERSION).put("kdf", KDF).put("iterations", ITERATIONS);
            json.put("salt", salt).put("cipher", CIPHER).put("nonce", nonce);
            json.put("content", crypt(Cipher.ENCRYPT_MODE, ITERATIONS, salt, nonce, plain));
            PrivateFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
        } catch (IOException e) {
            throw new SecretException("keystore " + file + ": cannot be written: " + e.getMessage());
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private byte[] plain() {
        int length = 0;
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            length += 2 + entry.getKey().getBytes(StandardCharsets.UTF_8).length + 4 + entry.getValue().length;
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        entries.forEach((name, value) -> {
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            out.putShort((short) text.length).put(text).putInt(value.length).put(value);
        });
        return out.array();
    }

    /** Wipes passphrase and entries. */
    @Override
    public void close() {
        Arrays.fill(passphrase, (byte) 0);
        entries.values().forEach(value -> Arrays.fill(value, (byte) 0));
        entries.clear();
    }
}
