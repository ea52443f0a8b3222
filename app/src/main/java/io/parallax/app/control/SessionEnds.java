package io.parallax.app.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps account of sessions that did not end in order. Written by the thread that starts and stops the session. */
public final class SessionEnds {
    /** Unclean ends within {@link #WINDOW_NS} after which a session starts halted. */
    public static final int LIMIT = 3;

    /** Ten minutes. */
    public static final long WINDOW_NS = 600_000_000_000L;

    private final ControlDirectory directory;

    public SessionEnds(ControlDirectory directory) {
        this.directory = directory;
    }

    /**
     * A session begins: the one before it ended uncleanly, now, if nobody said otherwise.
     *
     * @return unclean ends of the last ten minutes
     * @throws ControlException when the account cannot be written
     */
    public int begin(String session, long nowNs) {
        List<Long> unclean = new ArrayList<>();
        JsonNode before = read();
        for (JsonNode time : before.path("unclean")) {
            if (nowNs - time.asLong() <= WINDOW_NS) {
                unclean.add(time.asLong());
            }
        }
        if (!before.path("running").asText("").isEmpty()) {
            unclean.add(nowNs);
        }
        write(session, unclean);
        return unclean.size();
    }

    /** The session ended in order, sealed. */
    public void endCleanly() {
        List<Long> unclean = new ArrayList<>();
        read().path("unclean").forEach(time -> unclean.add(time.asLong()));
        write("", unclean);
    }

    /** A person resumed: what ended before counts no more. */
    public void forget() {
        write(read().path("running").asText(""), List.of());
    }

    /** A file that is damaged counts as a session that did not end. */
    private JsonNode read() {
        try {
            JsonNode json = ControlDirectory.read(directory.ends());
            return json == null ? JsonNodeFactory.instance.objectNode() : json;
        } catch (IOException e) {
            return JsonNodeFactory.instance.objectNode().put("running", "unreadable");
        }
    }

    private void write(String running, List<Long> unclean) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("running", running);
        ArrayNode times = json.putArray("unclean");
        unclean.forEach(times::add);
        try {
            ControlDirectory.write(directory.ends(), json);
        } catch (IOException e) {
            throw new ControlException("how sessions end cannot be kept in " + directory.ends() + ": " + e, e);
        }
    }
}
