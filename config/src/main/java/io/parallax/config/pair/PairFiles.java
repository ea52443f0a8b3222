package io.parallax.config.pair;

import io.parallax.config.ConfigException;
import io.parallax.config.ConfigText;
import io.parallax.config.Section;
import io.parallax.config.Violations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads pair files: everything wrong in all of them in one report. */
public final class PairFiles {
    private static final String EXAMPLE = "docs/pairs.md";

    private final long nowNs;
    private final List<Listed> pairs = new ArrayList<>();
    private final List<Violations.Problem> refusals = new ArrayList<>();
    private final List<Violations.Problem> doubts = new ArrayList<>();
    private final Map<String, String> places = new HashMap<>();

    private PairFiles(long nowNs) {
        this.nowNs = nowNs;
    }

    /** A pair and where it stands. */
    public record Listed(PairSettings pair, String file, int line) {}

    /**
     * What files say.
     *
     * @param pairs in their order; none of a file in which something is refused
     * @param refusals what keeps the files from being used
     * @param doubts what lets a pair be loaded and never be opened
     */
    public record Answer(List<Listed> pairs, List<Violations.Problem> refusals, List<Violations.Problem> doubts) {
        public Answer {
            pairs = List.copyOf(pairs);
            refusals = List.copyOf(refusals);
            doubts = List.copyOf(doubts);
        }

        /** Refusals and doubts, file by file. */
        public List<Violations.Problem> problems() {
            return Stream.concat(refusals.stream(), doubts.stream()).toList();
        }
    }

    /**
     * Reads files; of a directory those that end in {@code .yaml}, by name.
     *
     * @param nowNs against which dates are held, epoch ns UTC
     * @throws IOException when one cannot be read
     */
    public static Answer read(List<Path> files, long nowNs) throws IOException {
        PairFiles reader = new PairFiles(nowNs);
        for (Path file : expand(files)) {
            Violations unreadable = new Violations(file.toString(), EXAMPLE);
            Optional<String> yaml = ConfigText.read(file, unreadable);
            reader.refusals.addAll(unreadable.found());
            yaml.ifPresent(text -> reader.read(file.toString(), text));
        }
        return reader.answer();
    }

    /**
     * The pairs of files that can be used.
     *
     * @throws ConfigException with every refusal, when there is one
     * @throws IOException when a file cannot be read
     */
    public static List<PairSettings> load(List<Path> files, long nowNs) throws IOException {
        Answer answer = read(files, nowNs);
        if (!answer.refusals().isEmpty()) {
            throw new ConfigException(
                    answer.refusals().stream().map(Violations.Problem::toString).toList());
        }
        return answer.pairs().stream().map(Listed::pair).toList();
    }

    /** Reads a text as if it were a file. */
    static Answer parse(String source, String yaml, long nowNs) {
        PairFiles reader = new PairFiles(nowNs);
        reader.read(source, yaml);
        return reader.answer();
    }

    private static List<Path> expand(List<Path> files) throws IOException {
        List<Path> expanded = new ArrayList<>();
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                expanded.addAll(of(file));
            } else {
                expanded.add(file);
            }
        }
        return expanded;
    }

    /** The files of a directory that end in {@code .yaml}, by name. @throws IOException when it cannot be read */
    public static List<Path> of(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> entry.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private Answer answer() {
        return new Answer(pairs, refusals, doubts);
    }

    private void read(String source, String yaml) {
        Violations refused = new Violations(source, EXAMPLE);
        Violations doubted = new Violations(source, EXAMPLE);
        List<Listed> found = new ArrayList<>();
        try {
            Section top = Section.of(yaml, refused);
            for (Section section : top.sections("pairs")) {
                PairSettings pair = new PairReader(doubted, nowNs).read(section);
                String place = source + ":" + section.lineOf("name");
                String earlier = places.putIfAbsent(pair.name(), place);
                if (earlier != null && !section.isBad("name")) {
                    section.fail("name", pair.name(), "names a pair already, in " + earlier + "; choose another");
                }
                found.add(new Listed(pair, source, section.lineOf("name")));
            }
            top.finish();
        } catch (ConfigException notYaml) {
            // its problems are among the refusals
        }
        refusals.addAll(refused.found());
        doubts.addAll(doubted.found());
        if (refused.isEmpty()) {
            pairs.addAll(found);
        }
    }
}
