package io.parallax.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file, so that all of it is reported at once. Used by one thread. */
public final class Violations {
    private record Violation(int line, String text) {}

    private final String source;
    private final String example;
    private final List<Violation> found = new ArrayList<>();

    /** @param source name of the file, put before every problem */
    public Violations(String source) {
        this(source, "profiles/sim.yaml");
    }

    /** @param example a file of the project that shows every key of this kind of file */
    public Violations(String source, String example) {
        this.source = source;
        this.example = example;
    }

    String example() {
        return example;
    }

    /** Records a problem at a line (from 1). */
    public void add(int line, String text) {
        found.add(new Violation(line, text));
    }

    /** Records a problem unless the claim holds. */
    public void require(boolean claim, int line, String text) {
        if (!claim) {
            add(line, text);
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Every problem in order of lines: {@code file:line: text}. */
    public List<String> problems() {
        return found.stream()
                .sorted(Comparator.comparingInt(Violation::line))
                .map(violation -> source + ":" + violation.line() + ": " + violation.text())
                .toList();
    }

    /** @throws ConfigException with every problem, when there is one */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigException(problems());
        }
    }
}
