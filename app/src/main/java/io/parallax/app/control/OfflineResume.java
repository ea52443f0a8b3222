package io.parallax.app.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A resume while nothing trades: clears latches by what store and journal of the last session tell. Whoever calls holds the lock.
 */
public final class OfflineResume {
    private final ControlDirectory directory;
    private final LatchStore store;
    private final LastSession last;
    private final List<Check> checks = new ArrayList<>();

    /** One check; the remedy is what makes a red one green. */
    public record Check(String name, boolean green, String claim, String remedy) {}

    public OfflineResume(ControlDirectory directory) {
        this.directory = directory;
        store = LatchStore.open(directory);
        long sinceNs = store.standing().stream().mapToLong(Latch::id).min().orElse(Long.MAX_VALUE);
        last = LastSession.read(directory.sessions(), sinceNs);
    }

    /**
     * Judges, and clears when every check is green.
     *
     * @param pair name with scope PAIR: its frozen attempt is taken as it stands
     * @param confirmed false only judges
     * @return whether the latches of the scope were cleared
     * @throws ControlException when that could not be written
     */
    public boolean resume(LatchScope scope, Venue venue, String pair, boolean confirmed) {
        check(
                "KILL_FILE",
                !directory.isKilled(),
                "no kill file",
                "remove " + directory.killFile() + " when its cause is gone");
        check(
                "STORE",
                store.damage().isEmpty(),
                "the latches can be read",
                store.damage() + ": mend the file from what the journal tells, or remove it");
        check(
                "JOURNAL",
                last.problem().isEmpty(),
                "the last session's journal can be believed",
                last.problem() + ": keep a copy, and hold the account against what is left");
        check(
                "ORDERS",
                last.liveOrders() == 0,
                "no order of the last session is live or in doubt",
                last.liveOrders() + " are: start a session, which asks the venues, and resume it while it runs");
        if (scope != LatchScope.PAIR) {
            Map<String, Long> loose = last.loose();
            loose.keySet().removeAll(accepted());
            check(
                    "PAIRS",
                    loose.isEmpty(),
                    "no frozen attempt holds what is not hedged",
                    text(loose) + ": close it at the venue or keep it, then take it as it stands by"
                            + " ./parallax resume --pair NAME --confirm");
        }
        boolean green = checks.stream().allMatch(Check::green);
        if (green && confirmed) {
            store.of(scope, venue, pair).forEach(latch -> store.remove(latch.id()));
            if (scope == LatchScope.PAIR) {
                accept(pair);
            } else {
                new SessionEnds(directory).forget();
            }
            return true;
        }
        return false;
    }

    private static String text(Map<String, Long> loose) {
        StringBuilder text = new StringBuilder();
        loose.forEach((pair, qty) -> text.append(text.isEmpty() ? "" : ", ")
                .append(pair)
                .append(" holds ")
                .append(Micros.format(qty)));
        return text.toString();
    }

    private void check(String name, boolean green, String claim, String remedy) {
        checks.add(new Check(name, green, claim, green ? "" : remedy));
    }

    /** All checks, after {@link #resume}. */
    public List<Check> checks() {
        return List.copyOf(checks);
    }

    public boolean allGreen() {
        return checks.stream().allMatch(Check::green);
    }

    /** Latches that stand now. */
    public List<Latch> standing() {
        return store.standing();
    }

    /** {@code session/pair} of what a person took as it stands. */
    private Set<String> accepted() {
        Set<String> pairs = new TreeSet<>();
        try {
            JsonNode json = ControlDirectory.read(directory.accepted());
            if (json != null) {
                json.path("pairs").forEach(pair -> pairs.add(pair.asText()));
            }
        } catch (IOException e) {
            pairs.clear(); // what cannot be read was not said
        }
        return pairs;
    }

    private void accept(String pair) {
        Set<String> pairs = accepted();
        last.loose().keySet().stream().filter(held -> held.endsWith("/" + pair)).forEach(pairs::add);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.putArray("pairs");
        pairs.forEach(array::add);
        try {
            ControlDirectory.write(directory.accepted(), json);
        } catch (IOException e) {
            throw new ControlException("what was accepted cannot be kept in " + directory.accepted() + ": " + e, e);
        }
    }
}
