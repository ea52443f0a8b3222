package io.parallax.gateway.kalshi.order;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.http.HttpFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The venue's own brake on us: one order group for each shard we trade on, whose contracts filled within 15 seconds it limits. Every
 * order carries its shard's group. A group that was triggered has its orders cancelled and refuses new ones until a person
 * has it reset; nothing here does so by itself. Where the venue has no groups, orders go without. Event loop only.
 */
public final class OrderGroups {
    private static final Logger LOG = LoggerFactory.getLogger(OrderGroups.class);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int MAX_SHARDS = 64;
    private static final int NOT_FOUND = 404;

    private final long limitContracts;
    private final Counters<OrderCounter> counters;
    private final byte[][] ids = new byte[MAX_SHARDS][];
    private final boolean[] triggered = new boolean[MAX_SHARDS];
    private boolean off;
    private volatile String text = "";

    /** @param limitContracts within 15 seconds on one shard, 0 = no groups */
    public OrderGroups(long limitContracts, Counters<OrderCounter> counters) {
        if (limitContracts < 0 || limitContracts > 1_000_000) {
            throw new IllegalArgumentException(
                    "order group limit " + limitContracts + ": must be 1 to 1000000 contracts, or 0 for no group");
        }
        this.limitContracts = limitContracts;
        this.counters = counters;
    }

    /** Makes the groups of the shards that have none yet, one after the other. @param done told once all were tried */
    public void create(PrivateCalls calls, int[] shards, Runnable done) {
        List<Integer> missing = new ArrayList<>();
        for (int shard : shards) {
            if (limitContracts > 0 && !off && shard >= 0 && shard < MAX_SHARDS && ids[shard] == null) {
                missing.add(shard);
            }
        }
        next(calls, missing, 0, done);
    }

    private void next(PrivateCalls calls, List<Integer> shards, int at, Runnable done) {
        if (at == shards.size() || off) {
            done.run();
            return;
        }
        int shard = shards.get(at);
        String body = "{\"contracts_limit_fp\":\"" + limitContracts + ".00\",\"exchange_index\":" + shard + "}";
        calls.send(
                "POST",
                "/portfolio/order_groups/create",
                body.getBytes(StandardCharsets.US_ASCII),
                () -> true,
                (status, reply, offset, length, nanos, epochNs) -> {
                    onCreated(shard, status, OrderInquiry.parse(reply, offset, length));
                    next(calls, shards, at + 1, done);
                },
                (HttpFailure failure) -> {
                    counters.count(OrderCounter.GROUP_FAILURES);
                    LOG.warn("order group of shard {} was not made: {}; orders there go without", shard, failure);
                    next(calls, shards, at + 1, done);
                });
    }

    private void onCreated(int shard, int status, JsonNode answer) {
        String id = answer == null ? "" : answer.path("order_group_id").asText("");
        if (status < 300 && ID.matcher(id).matches()) {
            ids[shard] = AsciiWriter.ascii(id);
            triggered[shard] = false;
            describe();
            counters.count(OrderCounter.GROUPS);
            return;
        }
        counters.count(OrderCounter.GROUP_FAILURES);
        off = status == NOT_FOUND;
        LOG.warn(
                "order group of shard {} was not made: status {}; orders {} go without",
                shard,
                status,
                off ? "" : "there");
    }

    /** The group of a shard as it goes onto the wire, null for none. An order whose shard is not known has none. */
    byte[] idOf(int shard) {
        return shard < 0 || shard >= MAX_SHARDS ? null : ids[shard];
    }

    /** Whether there is any group whose news matter. */
    public boolean any() {
        for (byte[] id : ids) {
            if (id != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether a group is one of ours. */
    public boolean owns(String groupId) {
        byte[] wanted = groupId.getBytes(StandardCharsets.UTF_8);
        for (byte[] id : ids) {
            if (Arrays.equals(wanted, id)) {
                return true;
            }
        }
        return false;
    }

    /** The venue stopped the orders of a group, or lets them through again. */
    public void triggered(String groupId, boolean isTriggered) {
        for (int shard = 0; shard < MAX_SHARDS; shard++) {
            if (ids[shard] != null && groupId.equals(text(ids[shard]))) {
                triggered[shard] = isTriggered;
            }
        }
        describe();
    }

    /**
     * A person wants orders to go through again: resets the groups that were triggered, or all where none is known to be. One that is
     * gone at the venue is made anew.
     *
     * @param done told whether every one of them lets orders through now
     */
    public void reset(PrivateCalls calls, Consumer<Boolean> done) {
        boolean known = false;
        for (boolean one : triggered) {
            known |= one;
        }
        List<Integer> shards = new ArrayList<>();
        for (int shard = 0; shard < MAX_SHARDS; shard++) {
            if (ids[shard] != null && (triggered[shard] || !known)) {
                shards.add(shard);
            }
        }
        resetNext(calls, shards, 0, true, done);
    }

    private void resetNext(PrivateCalls calls, List<Integer> shards, int at, boolean allDone, Consumer<Boolean> done) {
        if (at == shards.size()) {
            describe();
            done.accept(allDone);
            return;
        }
        int shard = shards.get(at);
        String id = text(ids[shard]);
        calls.send(
                "PUT",
                "/portfolio/order_groups/" + id + "/reset",
                (status, reply, offset, length, nanos, epochNs) -> {
                    if (status == NOT_FOUND) {
                        ids[shard] = null;
                        create(
                                calls,
                                new int[] {shard},
                                () -> resetNext(calls, shards, at + 1, allDone && ids[shard] != null, done));
                        return;
                    }
                    boolean isReset = status < 300;
                    if (isReset) {
                        triggered[shard] = false;
                        counters.count(OrderCounter.GROUP_RESETS);
                        LOG.warn("order group {} of shard {} was reset, as a person asked", id, shard);
                    } else {
                        LOG.error("order group {} of shard {} was not reset: status {}; ask again", id, shard, status);
                    }
                    resetNext(calls, shards, at + 1, allDone && isReset, done);
                },
                failure -> {
                    LOG.error("order group {} of shard {} was not reset: {}; ask again", id, shard, failure);
                    resetNext(calls, shards, at + 1, false, done);
                });
    }

    /** Groups for people, such as {@code shard 0 g-1 triggered, at most 20000 contracts in 15 s}; empty = none. Any thread. */
    public String text() {
        return text;
    }

    private void describe() {
        StringBuilder out = new StringBuilder();
        for (int shard = 0; shard < MAX_SHARDS; shard++) {
            if (ids[shard] != null) {
                out.append("shard ").append(shard).append(' ').append(text(ids[shard]));
                out.append(triggered[shard] ? " TRIGGERED, " : ", ");
            }
        }
        text = out.isEmpty()
                ? ""
                : out.append("at most ")
                        .append(limitContracts)
                        .append(" contracts in 15 s")
                        .toString();
    }

    private static String text(byte[] id) {
        return new String(id, StandardCharsets.US_ASCII);
    }

    /** Visits the ids there are. */
    public void forEach(Consumer<String> visitor) {
        for (byte[] id : ids) {
            if (id != null) {
                visitor.accept(text(id));
            }
        }
    }
}
