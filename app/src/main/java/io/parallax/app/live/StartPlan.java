package io.parallax.app.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.config.ConfigHash;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.fee.FeeTable;
import io.parallax.config.pair.PairSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What would be started, as a person confirms it: mode, kind of venue, who we are, and the hash of every setting, pair and fee table.
 * Another key, address, limit or mode makes another hash.
 *
 * @param lines for a person, {@code name value}
 * @param hash of those lines, 64 hex digits
 */
public record StartPlan(List<String> lines, String hash) {
    private static final int SHORT = 8;

    public StartPlan {
        lines = List.copyOf(lines);
    }

    /**
     * @param environment kind of the venues' addresses
     * @param accounts who we are at each venue, {@code name value}
     */
    static StartPlan of(
            ParallaxSettings settings,
            List<PairSettings> pairs,
            List<FeeTable> feeTables,
            String environment,
            List<String> accounts) {
        List<String> lines = new ArrayList<>();
        lines.add("mode " + settings.mode().name().toLowerCase(Locale.ROOT));
        lines.add("venues " + environment);
        lines.addAll(accounts);
        lines.add("pairs " + pairs.size());
        lines.add("settings " + hex(ConfigHash.sha256(settings, pairs, feeTables)));
        return new StartPlan(lines, hex(sha256(String.join("\n", lines))));
    }

    /** For people: every line, then the hash. */
    public String text() {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator() + "plan " + hash;
    }

    /** For programs. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("plan", hash);
        ObjectNode parts = json.putObject("parts");
        lines.forEach(line -> parts.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)));
        return json;
    }

    /** The beginning of the hash, which a person types. */
    public String shortHash() {
        return hash.substring(0, SHORT);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
