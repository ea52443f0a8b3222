package io.parallax.engine.strategy.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A value for each parameter that a strategy declares, each within its range. Immutable. */
public final class Parameters {
    /** What one StrategyListed event can carry of them, in bytes of UTF-8. */
    public static final int MAX_BYTES = 1_024;

    private final Map<String, String> texts = new TreeMap<>();
    private final Map<String, Parameter> declared = new TreeMap<>();

    private Parameters() {}

    /**
     * Values given, and the presets of those that were not.
     *
     * @param problems receives {@code name=value: what is wrong and how it is put right}
     */
    public static Parameters of(List<Parameter> declared, Map<String, String> given, List<String> problems) {
        Parameters made = new Parameters();
        for (Parameter parameter : declared) {
            String text =
                    given.getOrDefault(parameter.name(), parameter.preset()).trim();
            String problem = parameter.problem(text);
            if (problem != null) {
                problems.add(parameter.name() + "=" + text + ": " + problem);
            }
            made.declared.put(parameter.name(), parameter);
            made.texts.put(parameter.name(), text);
        }
        for (String name : new TreeMap<>(given).keySet()) {
            if (!made.declared.containsKey(name)) {
                problems.add(name + ": unknown parameter; known are " + String.join(", ", made.declared.keySet()));
            }
        }
        if (made.lines().getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_BYTES) {
            problems.add("parameters: longer than " + MAX_BYTES + " bytes together; shorten the lists");
        }
        return made;
    }

    /** The values of {@code key=value} lines, as {@link #lines} writes them. */
    public static Map<String, String> split(String lines) {
        Map<String, String> given = new TreeMap<>();
        for (String line : lines.split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                given.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return given;
    }

    /** Every parameter, one {@code key=value} a line, ascending by key. */
    public String lines() {
        List<String> lines = new ArrayList<>();
        texts.forEach((name, text) -> lines.add(name + "=" + text));
        return String.join("\n", lines);
    }

    /** The number of a parameter in the unit of its kind: micros, nanoseconds or a count. */
    public long number(String name) {
        return declared(name).kind().parse(texts.get(name));
    }

    /** Words and phrases in order, trimmed, none empty. */
    public List<String> words(String name) {
        declared(name);
        return Arrays.stream(texts.get(name).split(","))
                .map(String::trim)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private Parameter declared(String name) {
        Parameter parameter = declared.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("parameter " + name + " was not declared by its strategy");
        }
        return parameter;
    }
}
