package io.parallax.sim.kalshi;

import java.util.List;
import java.util.Map;

/**
 * A REST call below the base path.
 *
 * @param method upper case
 * @param path parts of the path after {@code /trade-api/v2}
 * @param query query parameters
 * @param body body text, empty for none
 */
record RestCall(String method, List<String> path, Map<String, List<String>> query, String body) {
    String query(String name) {
        List<String> values = query.get(name);
        return values == null || values.isEmpty() || values.get(0).isEmpty() ? null : values.get(0);
    }

    long number(String name, long fallback) {
        String value = query(name);
        return value == null || !value.matches("-?\\d{1,18}") ? fallback : Long.parseLong(value);
    }

    boolean is(String wantedMethod, String... parts) {
        if (!method.equals(wantedMethod) || path.size() != parts.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].equals("*") && !parts[i].equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }
}
