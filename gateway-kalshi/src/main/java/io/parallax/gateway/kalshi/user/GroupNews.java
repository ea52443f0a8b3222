package io.parallax.gateway.kalshi.user;

import io.parallax.codecs.sbe.VenueConditionKind;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.kalshi.exchange.Conditions;
import io.parallax.gateway.kalshi.order.OrderGroups;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages {@code order_group_updates} of our own groups: the venue stopped us, or a person let us go on. Event loop only. */
public final class GroupNews {
    private static final Logger LOG = LoggerFactory.getLogger(GroupNews.class);
    private static final int EVENT = 0;
    private static final int GROUP = 1;
    private static final TextMap KEYS = TextMap.of("event_type", "order_group_id");
    private static final int TRIGGERED = 0;
    private static final int RESET = 1;
    private static final int DELETED = 2;
    private static final TextMap EVENTS = TextMap.of("triggered", "reset", "deleted", "created", "limit_updated");

    private final OrderGroups groups;
    private final Conditions conditions;

    public GroupNews(OrderGroups groups, Conditions conditions) {
        this.groups = groups;
        this.conditions = conditions;
    }

    /** Whether there is a group whose news matter. */
    boolean any() {
        return groups.any();
    }

    /** @return a fault code or 0 */
    int read(JsonCursor json) {
        int event = TextMap.ABSENT;
        String group = "";
        if (json.enterObject()) {
            for (int key; (key = json.nextField(KEYS)) >= 0; ) {
                switch (key) {
                    case EVENT -> event = json.word(EVENTS);
                    case GROUP -> group = json.string() ? json.textAsString() : "";
                    default -> throw new IllegalStateException("key " + key);
                }
            }
        }
        int fault = json.end();
        if (fault != DecodeFault.NONE || !groups.owns(group)) {
            return fault;
        }
        if (event == TRIGGERED || event == DELETED) {
            LOG.error(
                    "the venue's order group {} stopped our orders: look why, then ./parallax reset-guard and resume",
                    group);
            groups.triggered(group, true);
            conditions.begin(VenueConditionKind.GUARD_TRIPPED, 0);
        } else if (event == RESET) {
            groups.triggered(group, false);
            conditions.end(VenueConditionKind.GUARD_TRIPPED);
        }
        return DecodeFault.NONE;
    }
}
