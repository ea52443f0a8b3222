package io.parallax.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names a configuration by its effect: the SHA-256 of every setting, one {@code path=value} a line in the order of the
 * records, secrets left out. Comments, order of keys and spelling of units in the file do not change it.
 */
public final class ConfigHash {
    private ConfigHash() {}

    /** 32 bytes, a fresh array. */
    public static byte[] sha256(ParallaxSettings settings) {
        return sha256(settings, List.of(), List.of());
    }

    /** The same with the pairs that are traded and the fee tables, which stand in files of their own. */
    public static byte[] sha256(
            ParallaxSettings settings, List<? extends Record> pairs, List<? extends Record> feeTables) {
        StringBuilder text = new StringBuilder(rendering(settings, pairs));
        append(text, "fees", feeTables);
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The effective configuration as text, secrets left out: what is hashed, and what may be logged. */
    public static String rendering(ParallaxSettings settings) {
        return rendering(settings, List.of());
    }

    /** The same with the pairs that are traded. */
    public static String rendering(ParallaxSettings settings, List<? extends Record> pairs) {
        StringBuilder out = new StringBuilder();
        append(out, "", settings);
        append(out, "pair", pairs);
        return out.toString();
    }

    private static void append(StringBuilder out, String path, Object value) {
        if (value instanceof Secret) {
            return;
        }
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(inner -> append(out, path, inner));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                append(out, path + "[" + i + "]", list.get(i));
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> append(out, path + "." + key, inner));
        } else if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                String name = path.isEmpty() ? component.getName() : path + "." + component.getName();
                append(out, name, read(component, value));
            }
        } else {
            out.append(path).append('=').append(value).append('\n');
        }
    }

    private static Object read(RecordComponent component, Object of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read setting " + component.getName(), e);
        }
    }
}
