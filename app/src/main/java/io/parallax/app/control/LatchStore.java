package io.parallax.app.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.Venue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The latches on disk. What {@link #put} and {@link #remove} did is durable when they return. A file that cannot be read counts
 * as a halt: it is kept aside when the next one is written. Any thread.
 */
public final class LatchStore {
    private final Path file;
    private final List<Latch> latches = new ArrayList<>();
    private String damage = "";

    private LatchStore(Path file) {
        this.file = file;
    }

    /** Reads what stands. */
    public static LatchStore open(ControlDirectory directory) {
        LatchStore store = new LatchStore(directory.latches());
        store.load();
        return store;
    }

    private void load() {
        try {
            JsonNode json = ControlDirectory.read(file);
            if (json == null) {
                return;
            }
            if (!json.path("latches").isArray()) {
                throw new IOException("it holds no list of latches");
            }
            for (JsonNode latch : json.path("latches")) {
                latches.add(Latch.of(latch));
            }
        } catch (IOException | IllegalArgumentException e) {
            damage = file + " cannot be read: " + e.getMessage();
            latches.add(Latch.ofEngine(1, LatchCause.CONTRADICTION, "the latch store cannot be read"));
        }
    }

    /** Why the file could not be read; empty when it could. */
    public synchronized String damage() {
        return damage;
    }

    /** All that stand, oldest first. */
    public synchronized List<Latch> standing() {
        return List.copyOf(latches);
    }

    /**
     * Adds a latch, or the same once more.
     *
     * @throws ControlException when it could not be written; it stands in memory all the same
     */
    public synchronized void put(Latch latch) {
        if (latches.stream().noneMatch(standing -> standing.id() == latch.id())) {
            latches.add(latch);
        }
        save();
    }

    /** Takes a latch away; one that does not stand is no fault. @throws ControlException when that could not be written */
    public synchronized void remove(long id) {
        if (latches.removeIf(latch -> latch.id() == id)) {
            save();
        }
    }

    /** The latches that a resume of this scope would clear. */
    public synchronized List<Latch> of(LatchScope scope, Venue venue, String pair) {
        return latches.stream()
                .filter(latch -> latch.scope() == scope
                        && (scope != LatchScope.VENUE || latch.venue() == venue)
                        && (scope != LatchScope.PAIR || latch.pair().equals(pair)))
                .toList();
    }

    private void save() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.putArray("latches");
        latches.forEach(latch -> array.add(latch.json()));
        try {
            if (!damage.isEmpty()) {
                Path aside = file.resolveSibling(file.getFileName() + ".damaged");
                Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
                damage = "";
            }
            ControlDirectory.write(file, json);
        } catch (IOException e) {
            throw new ControlException("a latch cannot be kept in " + file + ": " + e, e);
        }
    }
}
