package io.parallax.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file, so that all of it is reported at once. Used by one thread. */
public final class Violations {
    /**
     * One problem.
     *
     * @param source name of the file
     * @param line from 1
     * @param thing path of the key, empty where the problem is of no key
     * @param value as written, empty where there is none or it is a secret
     * @param remedy what is wrong and what to do
     */
    public record Problem(String source, int line, String thing, String value, String remedy) {
        @Override
        public String toString() {
            String name = thing.isEmpty() ? "" : thing + (value.isEmpty() ? "" : "=" + value) + ": ";
            return source + ":" + line + ": " + name + remedy;
        }
    }

    private final String source;
    private final String example;
    private final List<Problem> found = new ArrayList<>();
    private int ofCredentials;

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
        add(line, "", "", text);
    }

    /** Records what is wrong with a thing at a line (from 1). */
    public void add(int line, String thing, String value, String remedy) {
        found.add(new Problem(source, line, thing, value, remedy));
    }

    /** Records that a secret cannot be had. */
    void addCredential(int line, String thing, String value, String remedy) {
        ofCredentials++;
        add(line, thing, value, remedy);
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

    /** Every problem in order of lines. */
    public List<Problem> found() {
        return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }

    /** Every problem in order of lines: {@code file:line: thing=value: remedy}. */
    public List<String> problems() {
        return found().stream().map(Problem::toString).toList();
    }

    /** @throws ConfigException with every problem, when there is one */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigException(problems(), ofCredentials == found.size());
        }
    }
}
