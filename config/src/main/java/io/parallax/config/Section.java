package io.parallax.config;

import io.parallax.codecs.units.Micros;
import io.parallax.config.secret.SecretException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * One mapping of the file, read key by key. A method that cannot give its value records why and returns a neutral value
 * (0, empty text, null), which never escapes because the load then fails. {@link #finish} reports keys nobody asked for.
 */
public final class Section {
    private final String path;
    private final YamlNode.Mapping mapping;
    private final Violations violations;
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> bad = new HashSet<>();

    private Section(String path, YamlNode.Mapping mapping, Violations violations) {
        this.path = path;
        this.mapping = mapping;
        this.violations = violations;
    }

    /**
     * The top of a file.
     *
     * @throws ConfigException when the text is no YAML mapping
     */
    public static Section of(String yaml, Violations violations) {
        YamlNode.Mapping top = YamlReader.read(yaml, violations);
        violations.throwIfAny();
        return new Section("", top, violations);
    }

    /** Money such as {@code "$250.00"}, within bounds, in micros. */
    public long usdMicros(String key, long minMicros, long maxMicros) {
        return bounded(key, minMicros, maxMicros, Units::usdMicros, Units::usdText);
    }

    /** A quantity such as {@code 100} or {@code 2.5} contracts, within bounds, in micros. */
    public long contractsMicros(String key, long minMicros, long maxMicros) {
        return bounded(key, minMicros, maxMicros, Units::contractsMicros, Micros::format);
    }

    /** A share such as {@code 5%} or {@code 0.25%}, within bounds, in micros: 1,000,000 = 100%. */
    long percentMicros(String key, long minMicros, long maxMicros) {
        return bounded(key, minMicros, maxMicros, Units::percentMicros, Units::percentText);
    }

    /** A plain decimal such as {@code 0.07}, at most six places, within bounds, in micros. */
    public long decimalMicros(String key, long minMicros, long maxMicros) {
        return bounded(key, minMicros, maxMicros, Units::decimalMicros, Micros::format);
    }

    /** A day such as {@code 2026-07-10}; null, without a violation, when the key is absent. */
    public LocalDate optionalDay(String key) {
        return has(key) ? day(key) : null;
    }

    /** A day such as {@code 2026-07-10}. */
    public LocalDate day(String key) {
        String text = text(key);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            fail(key, text, "must be a day such as 2026-07-10");
            return null;
        }
    }

    /** A duration such as {@code 250ms}, within bounds, in nanoseconds. */
    public long durationNs(String key, long minNs, long maxNs) {
        return bounded(key, minNs, maxNs, Units::durationNs, Units::durationText);
    }

    /** Line of the section, from 1. */
    public int line() {
        return mapping.line();
    }

    /** A whole number within bounds. */
    public int integer(String key, int min, int max) {
        return (int) bounded(key, min, max, Units::integer, Long::toString);
    }

    /** True or false. */
    public boolean flag(String key) {
        return "true".equals(choice(key, List.of("true", "false")));
    }

    /** A word of a closed list: the names in lower case, with a dash between words. */
    public <E extends Enum<E>> E oneOf(String key, List<E> allowed) {
        List<String> names = allowed.stream()
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        String chosen = choice(key, names);
        return chosen.isEmpty() ? null : allowed.get(names.indexOf(chosen));
    }

    private String choice(String key, List<String> allowed) {
        String text = text(key);
        if (!text.isEmpty() && !allowed.contains(text)) {
            fail(key, text, "must be one of " + String.join(", ", allowed));
            return "";
        }
        return text;
    }

    /** Text that matches a pattern, described in words. */
    public String matching(String key, String pattern, String words) {
        String text = text(key);
        if (!text.isEmpty() && !text.matches(pattern)) {
            fail(key, text, "must be " + words);
        }
        return text;
    }

    /** An absolute address with one of the given schemes. */
    public URI uri(String key, String... schemes) {
        String text = text(key);
        if (text.isEmpty()) {
            return null;
        }
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && Arrays.asList(schemes).contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            fail(key, text, "not an address: " + e.getReason());
            return null;
        }
        fail(key, text, "must be an address that begins with " + String.join(":// or ", schemes) + "://");
        return null;
    }

    /** An instant such as {@code 2026-12-01T00:00:00Z}, epoch nanoseconds; 0 when the key is absent. */
    public long optionalInstantNs(String key) {
        known.add(key);
        return mapping.members().containsKey(key) ? instantNs(key) : 0;
    }

    /** An instant such as {@code 2026-12-01T00:00:00Z}, epoch nanoseconds. */
    public long instantNs(String key) {
        String text = text(key);
        if (text.isEmpty()) {
            return 0;
        }
        try {
            Instant instant = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            fail(key, text, "must be an instant such as 2026-12-01T00:00:00Z");
            return 0;
        }
    }

    /** A secret by reference, see {@link Secrets}; written out it is refused. */
    Secret secret(String key, Secrets secrets) {
        String reference = text(key);
        if (reference.isEmpty()) {
            return null;
        }
        if (!Secrets.isReference(reference)) {
            fail(key, "****", "a secret is named as " + Secrets.FORMS + ", never written here");
            return null;
        }
        try {
            return secrets.resolve(reference);
        } catch (SecretException e) {
            bad.add(key);
            violations.addCredential(lineOf(key), name(key), reference, e.getMessage());
            return null;
        }
    }

    /** The same, or an empty one where the key is absent. */
    Secret optionalSecret(String key, Secrets secrets) {
        return has(key) ? secret(key, secrets) : new Secret("");
    }

    /** Non-empty text. */
    public String text(String key) {
        YamlNode node = value(key);
        if (node == null) {
            return "";
        }
        if (node instanceof YamlNode.Scalar scalar
                && scalar.text() != null
                && !scalar.text().isBlank()) {
            return scalar.text().trim();
        }
        bad.add(key);
        violations.add(lineOf(key), name(key), "", "needs a value");
        return "";
    }

    /** Text, or empty where the key is absent. */
    public String optionalText(String key) {
        return has(key) ? text(key) : "";
    }

    /** The texts of a list under a key. */
    public List<String> texts(String key) {
        YamlNode node = value(key);
        return node == null ? List.of() : texts(key, node);
    }

    /** The lists of texts in a list under a key, such as a table's rows. */
    public List<List<String>> rows(String key) {
        List<List<String>> rows = new ArrayList<>();
        YamlNode node = value(key);
        if (node instanceof YamlNode.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                rows.add(texts(key + "[" + i + "]", sequence.items().get(i)));
            }
        } else if (node != null) {
            violations.add(lineOf(key), name(key), "", "must be a list");
        }
        return rows;
    }

    /** Line of the n-th item of a list under a key. */
    public int lineOf(String key, int item) {
        YamlNode.Member member = mapping.members().get(key);
        return member != null && member.value() instanceof YamlNode.Sequence sequence
                ? sequence.items().get(item).line()
                : lineOf(key);
    }

    private List<String> texts(String key, YamlNode node) {
        List<String> texts = new ArrayList<>();
        if (!(node instanceof YamlNode.Sequence sequence)) {
            bad.add(key);
            violations.add(node.line(), name(key), "", "must be a list");
            return texts;
        }
        for (YamlNode item : sequence.items()) {
            if (item instanceof YamlNode.Scalar scalar
                    && scalar.text() != null
                    && !scalar.text().isBlank()) {
                texts.add(scalar.text().trim());
            } else {
                violations.add(item.line(), name(key), "", "every item must be a value");
            }
        }
        return texts;
    }

    /** Whether the key holds a section of keys. */
    public boolean isSection(String key) {
        return has(key) && mapping.members().get(key).value() instanceof YamlNode.Mapping;
    }

    /** The section under a key. Absent, an empty one whose own keys are not reported again. */
    public Optional<Section> section(String key) {
        YamlNode node = value(key);
        if (node instanceof YamlNode.Mapping inner) {
            return Optional.of(new Section(name(key), inner, violations));
        }
        if (node != null) {
            bad.add(key);
            violations.add(lineOf(key), name(key), "", "must be a section of keys");
        }
        return Optional.empty();
    }

    /** The keys and texts of a section that holds nothing else; a text may be empty. */
    Map<String, String> scalars(String key) {
        Map<String, String> texts = new TreeMap<>();
        if (value(key) instanceof YamlNode.Mapping inner) {
            inner.members().forEach((name, member) -> {
                if (member.value() instanceof YamlNode.Scalar scalar) {
                    texts.put(name, scalar.text() == null ? "" : scalar.text().trim());
                } else {
                    violations.add(member.line(), name(key) + "." + name + ": must be one text");
                }
            });
        } else {
            bad.add(key);
            violations.add(lineOf(key), name(key) + ": must be a section of keys");
        }
        return texts;
    }

    /** The sections of a list under a key. */
    public List<Section> sections(String key) {
        YamlNode node = value(key);
        List<Section> sections = new ArrayList<>();
        if (node instanceof YamlNode.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                YamlNode item = sequence.items().get(i);
                String itemPath = name(key) + "[" + i + "]";
                if (item instanceof YamlNode.Mapping inner) {
                    sections.add(new Section(itemPath, inner, violations));
                } else {
                    violations.add(item.line(), itemPath, "", "must be a section of keys");
                }
            }
        } else if (node != null) {
            violations.add(lineOf(key), name(key), "", "must be a list");
        }
        return sections;
    }

    /** Whether the key is written, without asking for it. */
    public boolean has(String key) {
        known.add(key);
        return mapping.members().containsKey(key);
    }

    /** Records a problem between keys, unless one of them is already known to be wrong. */
    public void require(boolean claim, String remedy, String... keys) {
        if (!claim && Arrays.stream(keys).noneMatch(bad::contains)) {
            violations.add(lineOf(keys[0]), name(keys[0]), "", remedy);
        }
    }

    /** Reports every key that was not asked for, with the nearest that exists. */
    public void finish() {
        for (Map.Entry<String, YamlNode.Member> member : mapping.members().entrySet()) {
            if (!known.contains(member.getKey())) {
                String hint = Suggestion.nearest(member.getKey(), known)
                        .map(near -> ", did you mean " + near + "?")
                        .orElse("; known here: " + String.join(", ", known));
                violations.add(member.getValue().line(), name(member.getKey()), "", "unknown key" + hint);
            }
        }
    }

    private long bounded(String key, long min, long max, ToLongFunction<String> parse, LongFunction<String> show) {
        String text = text(key);
        if (text.isEmpty()) {
            return 0;
        }
        try {
            long value = parse.applyAsLong(text);
            if (value >= min && value <= max) {
                return value;
            }
            fail(key, text, "must be from " + show.apply(min) + " to " + show.apply(max));
        } catch (ArithmeticException e) {
            fail(key, text, "is too large");
        } catch (IllegalArgumentException e) {
            fail(key, text, e.getMessage());
        }
        return 0;
    }

    private YamlNode value(String key) {
        known.add(key);
        YamlNode.Member member = mapping.members().get(key);
        if (member == null) {
            bad.add(key);
            violations.add(mapping.line(), name(key), "", "missing; add it, see " + violations.example());
            return null;
        }
        return member.value();
    }

    /** Records that the value of a key is wrong. */
    public void fail(String key, String value, String remedy) {
        bad.add(key);
        violations.add(lineOf(key), name(key), value, remedy);
    }

    /** Records what is wrong with a part of this section that is no key of it, at its line. */
    public void violation(int line, String thing, String value, String remedy) {
        violations.add(line, thing, value, remedy);
    }

    /** Whether a problem of this key is already told. */
    public boolean isBad(String key) {
        return bad.contains(key);
    }

    /** Path of the section, such as {@code pairs[0].legs[1]}. */
    public String path() {
        return path;
    }

    /** Line of a key, or of the section where the key is not written. */
    public int lineOf(String key) {
        YamlNode.Member member = mapping.members().get(key);
        return member == null ? mapping.line() : member.line();
    }

    /** Path of a key. */
    public String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
