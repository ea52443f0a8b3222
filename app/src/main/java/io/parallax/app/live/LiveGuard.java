package io.parallax.app.live;

import io.parallax.app.control.ControlDirectory;
import io.parallax.app.control.Latch;
import io.parallax.app.control.LatchStore;
import io.parallax.config.LiveSettings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What stands between a configuration of mode live and a session: arming, no latch, and a person's or an operator key's consent to
 * exactly this plan. A clean doctor is asked for before.
 */
public final class LiveGuard {
    private final LiveSettings settings;
    private final Path sessions;
    private final boolean armed;
    private final Optional<Path> token;
    private final Optional<UnaryOperator<String>> terminal;

    /**
     * @param armed whether {@code --arm} was given
     * @param token file of a start token
     * @param terminal asks a question and gives what was typed; empty where there is no terminal
     */
    public LiveGuard(
            LiveSettings settings,
            Path sessions,
            boolean armed,
            Optional<Path> token,
            Optional<UnaryOperator<String>> terminal) {
        this.settings = settings;
        this.sessions = sessions;
        this.armed = armed;
        this.token = token;
        this.terminal = terminal;
    }

    /** @throws StartRefused unless it is armed and no latch stands */
    public void requireArmed() {
        if (!armed) {
            throw new StartRefused("mode live sends orders with real money: say --arm, or --mode shadow to send none");
        }
        ControlDirectory controls = ControlDirectory.of(sessions);
        List<Latch> standing = LatchStore.open(controls).standing();
        if (!standing.isEmpty()) {
            throw new StartRefused("a halt of " + standing.get(0).what() + " stands, "
                    + standing.get(0).cause() + ": ./parallax resume first");
        }
        if (controls.isKilled()) {
            throw new StartRefused("the kill file " + controls.killFile() + " is there: remove it first");
        }
    }

    /** @throws StartRefused unless exactly this plan was confirmed */
    public void requireConsent(StartPlan plan, Instant now) {
        if (token.isPresent()) {
            Path key = settings.startKey()
                    .orElseThrow(() -> new StartRefused("--confirm-token: the configuration names no live.startKey"));
            StartToken given = StartToken.read(token.get());
            given.check(plan, key, now);
            use(given);
            return;
        }
        UnaryOperator<String> ask =
                terminal.orElseThrow(() -> new StartRefused("there is no terminal to confirm on: give"
                        + " --confirm-token FILE, made with ./parallax keys sign-start --plan " + plan.hash()));
        String wanted = "live " + plan.shortHash();
        String typed = ask.apply(String.join(System.lineSeparator(), plan.lines()) + System.lineSeparator() + "type \""
                + wanted + "\": ");
        if (typed == null || !typed.strip().equals(wanted)) {
            throw new StartRefused("not confirmed: \"" + wanted + "\" was not typed");
        }
    }

    /** A token starts one session. */
    private void use(StartToken given) {
        Path used = ControlDirectory.of(sessions).create().path().resolve("token-" + given.nonce());
        try {
            Files.createFile(used);
        } catch (FileAlreadyExistsException e) {
            throw new StartRefused("start token: was used already; sign another");
        } catch (IOException e) {
            throw new StartRefused("start token: its use cannot be noted in " + used + ": " + e.getMessage());
        }
    }
}
