package io.parallax.app.doctor;

import io.parallax.app.query.VenueCall;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.Mode;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.pair.Leg;
import io.parallax.config.pair.PairFiles;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Judges everything that can be judged of a configuration before it trades. Blocks the caller for some seconds. */
public final class Doctor {
    private Doctor() {}

    /**
     * Everything: configuration, keys, venues, pairs, messages, machine.
     *
     * @param warnings of reading the configuration
     * @param sessions directory of all sessions
     * @param progress is told what is looked at
     */
    public static DoctorReport examine(
            ParallaxSettings settings,
            List<String> warnings,
            Path sessions,
            EpochClock clock,
            Consumer<String> progress) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(
                "config",
                "every key can be read",
                "mode " + settings.mode().name().toLowerCase(java.util.Locale.ROOT)));
        for (String warning : warnings) {
            findings.add(Finding.warn(
                    "secret.environment", "a secret comes from the environment", warning, "keep it in a file"));
        }
        Instant now = Instant.ofEpochSecond(0, clock.epochNanos());
        try (GatewayLoops loops = new GatewayLoops("doctor", 1, false)) {
            if (settings.mode() != Mode.SIM) {
                judgeVenues(settings, clock, progress, findings);
            }
            run(new FeeAgeCheck(settings.fees(), settings.mode(), now), "fees", progress, findings);
            if (settings.mode() != Mode.SIM && isOfOneWorld(findings)) {
                run(new PairCheck(settings, loops.next(), clock.epochNanos()), "pairs", progress, findings);
                settings.polymarket()
                        .ifPresent(it -> run(
                                new SchemaCheck(settings, Venue.POLYMARKET),
                                "Polymarket's messages",
                                progress,
                                findings));
                settings.kalshi()
                        .ifPresent(it ->
                                run(new SchemaCheck(settings, Venue.KALSHI), "Kalshi's messages", progress, findings));
            }
        }
        run(new DiskCheck(sessions), "disk", progress, findings);
        run(new LatchCheck(sessions), "latches", progress, findings);
        run(JvmCheck.ofProcess(settings.mode(), settings.runtime()), "JVM", progress, findings);
        run(new HostCheck(Path.of("/"), settings.mode()), "machine", progress, findings);
        return new DoctorReport(findings);
    }

    /** Addresses, keys and venues alone: what any start as the account needs. */
    public static DoctorReport venues(ParallaxSettings settings, EpochClock clock) {
        List<Finding> findings = new ArrayList<>();
        judgeVenues(settings, clock, line -> {}, findings);
        return new DoctorReport(findings);
    }

    /** Nobody is asked with keys of another world. */
    private static void judgeVenues(
            ParallaxSettings settings, EpochClock clock, Consumer<String> progress, List<Finding> findings) {
        run(Environment.check(settings), "addresses", progress, findings);
        if (isOfOneWorld(findings)) {
            venues(settings, clock, progress, findings);
        }
    }

    private static boolean isOfOneWorld(List<Finding> findings) {
        return findings.stream().noneMatch(it -> it.isError() && it.id().startsWith("endpoint."));
    }

    private static void venues(
            ParallaxSettings settings, EpochClock clock, Consumer<String> progress, List<Finding> findings) {
        VenueCall call = new VenueCall(clock);
        boolean asAccount = settings.mode() == Mode.SHADOW || settings.mode() == Mode.LIVE;
        long buffer = settings.risk().cashBufferMicros();
        settings.polymarket()
                .ifPresent(it -> run(
                        new PolymarketProbe(it, asAccount, buffer, token(settings, clock), call, clock),
                        "Polymarket",
                        progress,
                        findings));
        settings.kalshi().ifPresent(it -> run(new KalshiProbe(it, buffer, call, clock), "Kalshi", progress, findings));
    }

    /** A token of the first pair; what is wrong with the files is told elsewhere. */
    private static Optional<String> token(ParallaxSettings settings, EpochClock clock) {
        try {
            return PairFiles.read(settings.pairs().files(), clock.epochNanos()).pairs().stream()
                    .flatMap(listed -> listed.pair().legs().stream())
                    .filter(Leg.Polymarket.class::isInstance)
                    .map(leg -> ((Leg.Polymarket) leg).yesTokenId())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void run(Check check, String what, Consumer<String> progress, List<Finding> findings) {
        progress.accept("looking at " + what);
        findings.addAll(check.run());
    }
}
