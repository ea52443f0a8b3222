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
 * resets it; nothing here does. Where the venue has no groups, orders go without. Event loop only.
 */
public final class OrderGroups {
    private static final Logger LOG = LoggerFactory.getLogger(OrderGroups.class);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int MAX_SHARDS = 64;

    private final long limitContracts;
    private final Counters<OrderCounter> counters;
    private final byte[][] ids = new byte[MAX_SHARDS][];
    private boolean off;

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
            counters.count(OrderCounter.GROUPS);
            return;
        }
        counters.count(OrderCounter.GROUP_FAILURES);
        off = status == 404;
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

    /** Visits the ids there are. */
    public void forEach(Consumer<String> visitor) {
        for (byte[] id : ids) {
            if (id != null) {
                visitor.accept(new String(id, StandardCharsets.US_ASCII));
            }
        }
    }
}
