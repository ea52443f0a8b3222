package io.parallax.app.doctor;

import io.parallax.config.Mode;
import io.parallax.config.ParallaxSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which world the addresses are of. All of one configuration must be of one world: a demo key at the real venue, or the other way
 * round, is a mistake that costs money or hides that nothing is real.
 *
 * <pre>
 *   PRODUCTION   hosts the venues publish          chain 137
 *   DEMO         Kalshi's demo hosts               never in mode live
 *   SIMULATED    127.0.0.1, localhost, ::1         for rehearsals of every mode
 *   UNKNOWN      any other                         never in mode live
 * </pre>
 */
public enum Environment {
    PRODUCTION,
    DEMO,
    SIMULATED,
    UNKNOWN;

    private static final long POLYGON = 137;
    private static final Set<String> PRODUCTION_HOSTS = Set.of(
            "clob.polymarket.com",
            "ws-subscriptions-clob.polymarket.com",
            "gamma-api.polymarket.com",
            "external-api.kalshi.com",
            "external-api-ws.kalshi.com",
            "api.elections.kalshi.com");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** The world of one address. */
    public static Environment of(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        if (LOOPBACK.contains(host)) {
            return SIMULATED;
        }
        if (host.endsWith(".demo.kalshi.co") || host.equals("demo-api.kalshi.co")) {
            return DEMO;
        }
        return PRODUCTION_HOSTS.contains(host) ? PRODUCTION : UNKNOWN;
    }

    /** The one world of a configuration; UNKNOWN where it has several. */
    public static Environment of(ParallaxSettings settings) {
        Set<Environment> found = EnumSet.noneOf(Environment.class);
        addresses(settings).forEach(address -> found.add(of(address)));
        return found.size() == 1 ? found.iterator().next() : UNKNOWN;
    }

    /** Word for people, in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static List<URI> addresses(ParallaxSettings settings) {
        List<URI> addresses = new ArrayList<>();
        settings.polymarket().ifPresent(it -> addresses.addAll(List.of(it.rest(), it.marketSocket(), it.userSocket())));
        settings.kalshi().ifPresent(it -> addresses.addAll(List.of(it.rest(), it.socket())));
        settings.pairs().gamma().ifPresent(addresses::add);
        return addresses;
    }

    /** Judges addresses, mode and chain together. */
    static Check check(ParallaxSettings settings) {
        return () -> {
            List<Finding> findings = new ArrayList<>();
            findings.add(world(settings));
            for (URI address : addresses(settings)) {
                boolean plain = address.getScheme().equals("http")
                        || address.getScheme().equals("ws");
                if (plain && of(address) != SIMULATED) {
                    findings.add(Finding.error(
                            "endpoint.tls",
                            Cause.CONFIG,
                            "an address without TLS",
                            address.toString(),
                            "use https and wss; only loopback may do without"));
                }
            }
            settings.polymarket()
                    .filter(it -> of(it.rest()) == PRODUCTION && it.chainId() != POLYGON)
                    .ifPresent(it -> findings.add(Finding.error(
                            "polymarket.chain",
                            Cause.WRONG_CHAIN,
                            "the real Polymarket is on Polygon",
                            "polymarket.chainId=" + it.chainId(),
                            "set it to 137")));
            return findings;
        };
    }

    private static Finding world(ParallaxSettings settings) {
        String id = "endpoint.environment";
        Environment found = of(settings);
        StringBuilder hosts = new StringBuilder();
        addresses(settings).forEach(address -> hosts.append(hosts.isEmpty() ? "" : ", ")
                .append(address.getHost())
                .append(' ')
                .append(of(address).word()));
        String fix = "give addresses of one world; docs/live.md lists them";
        if (found == UNKNOWN) {
            return settings.mode() == Mode.PAPER && addresses(settings).stream().allMatch(it -> of(it) == UNKNOWN)
                    ? Finding.warn(id, "these hosts are not the venues'", hosts.toString(), fix)
                    : Finding.error(
                            id,
                            Cause.WRONG_CHAIN,
                            "addresses of several worlds, or unknown ones",
                            hosts.toString(),
                            fix);
        }
        if (found == DEMO && settings.mode() == Mode.LIVE) {
            return Finding.error(
                    id,
                    Cause.WRONG_CHAIN,
                    "demo hosts in mode live",
                    hosts.toString(),
                    "use mode shadow, or the real hosts");
        }
        return Finding.ok(id, "all addresses are of one world", found.word());
    }
}
