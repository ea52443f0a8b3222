package io.parallax.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.app.live.Rehearsal.Said;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.OrderBuiltDecoder;
import io.parallax.codecs.sbe.OrderRejectedDecoder;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.Venue;
import io.parallax.journal.SessionReader;
import io.parallax.journal.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every mode against venues that note each request. */
class ModesTest {
    @TempDir
    private Path directory;

    private Rehearsal rehearsal;

    @BeforeEach
    void start() throws IOException {
        rehearsal = new Rehearsal(directory);
    }

    @AfterEach
    void stop() throws IOException {
        rehearsal.close();
    }

    @Test
    void shouldReachNothingConfiguredInModeSim() {
        Path sessions = directory.resolve("sim-sessions");
        Said said = rehearsal.run("run", "--seconds", "3", "--sessions", sessions.toString());
        assertThat(said.code()).as(said.all()).isZero();
        assertThat(said.out()).contains("sim, 3 s");
        assertThat(rehearsal.polymarket().requests()).isEmpty();
        assertThat(rehearsal.kalshi().requests()).isEmpty();
    }

    @Test
    void shouldTradeOnPaperWithoutWriteAndWithoutAccountAtPolymarket() throws IOException {
        rehearsal.edit(text -> text.replaceAll("(?m)^ *(privateKey|apiKey|apiSecret|apiPassphrase): file.*\\R", ""));
        Said said = rehearsal.run("run", "--config", "CONFIG", "--mode", "paper", "--seconds", "5");
        assertThat(said.code()).as(said.all()).isZero();
        assertThat(rehearsal.kalshi().requests()).contains("GET /trade-api/ws/v2");
        assertThat(rehearsal.polymarket().requests()).noneMatch(request -> request.contains("balance-allowance"));
        assertThat(rehearsal.writes()).isEmpty();
    }

    @Test
    void shouldBuildSignAndJournalOrdersInShadowAndSendNone() throws IOException {
        Said said = rehearsal.run("run", "--config", "CONFIG", "--mode", "shadow", "--seconds", "8");
        assertThat(said.code()).as(said.all()).isZero();
        assertThat(rehearsal.writes()).isEmpty();
        assertThat(rehearsal.kalshi().requests()).contains("GET /trade-api/v2/portfolio/balance");
        assertThat(rehearsal.sim().truth().kalshi().orderCount()
                        + rehearsal.sim().truth().polymarket().orderCount())
                .isZero();
        Set<Venue> built = new HashSet<>();
        List<RejectCode> refusals = new ArrayList<>();
        read(newest(), built, refusals);
        assertThat(built).isNotEmpty();
        assertThat(refusals).isNotEmpty().containsOnly(RejectCode.SHADOWED);
        assertThat(Files.exists(directory.resolve("sessions"))).isTrue();
        Said replay = rehearsal.run("replay", newest().toString());
        assertThat(replay.code()).as(replay.all()).isZero();
    }

    @Test
    void shouldMakeNothingInLiveWithoutArm() {
        Said said = rehearsal.run("run", "--config", "CONFIG", "--seconds", "3");
        assertThat(said.code()).isEqualTo(22);
        assertThat(said.err()).contains("--arm").hasLineCount(1);
        assertThat(rehearsal.polymarket().requests()).isEmpty();
        assertThat(rehearsal.kalshi().requests()).isEmpty();
        assertThat(directory.resolve("sessions")).doesNotExist();
    }

    @Test
    void shouldRefuseLiveByOptionWhereTheFileDoesNotSayIt() throws IOException {
        rehearsal.edit(text -> text.replace("mode: live", "mode: shadow"));
        Said said = rehearsal.run("run", "--config", "CONFIG", "--mode", "live", "--arm");
        assertThat(said.code()).isEqualTo(3);
        assertThat(rehearsal.writes()).isEmpty();
    }

    @Test
    void shouldSendInLiveOnceArmedConfirmedAndHealthy() throws Exception {
        Path token = consented();
        Said live = live(token, 6);
        assertThat(live.code()).as(live.all()).isZero();
        assertThat(rehearsal.writes()).as(live.all()).contains("POST /order");
        assertThat(rehearsal.sim().truth().polymarket().orderCount()).isPositive();
        Said again = live(token, 1);
        assertThat(again.code()).isEqualTo(22);
        assertThat(again.err()).contains("used already");
        Said reconciled = rehearsal.run("reconcile", "--config", "CONFIG");
        assertThat(reconciled.code()).as(reconciled.all()).isZero();
    }

    @Test
    void shouldTradeAndReconcileOverHttp2() throws Exception {
        rehearsal.edit(text -> text.replaceAll("(?m)^( +)(rest: http.*)$", "$1$2\n$1http: 2"));
        Said live = live(consented(), 6);
        assertThat(live.code()).as(live.all()).isZero();
        Said reconciled = rehearsal.run("reconcile", "--config", "CONFIG");
        assertThat(reconciled.code()).as(reconciled.all()).isZero();
        assertThat(rehearsal.writes()).as("written as HTTP/1.1").isEmpty();
        assertThat(rehearsal.sim().truth().polymarket().orderCount()).isPositive();
        assertThat(rehearsal.sim().truth().kalshi().orderCount()).isPositive();
    }

    /** A token for one start of the plan as it stands. */
    private Path consented() throws Exception {
        Path key = operator();
        Said plan = rehearsal.run("run", "--config", "CONFIG", "--plan", "-o", "json");
        assertThat(plan.code()).as(plan.all()).isZero();
        String hash = plan.out().replaceAll("(?s).*\"plan\" : \"([0-9a-f]{64})\".*", "$1");
        Path token = directory.resolve("token.json");
        Said signed =
                rehearsal.run("keys", "sign-start", "--plan", hash, "--key", key.toString(), "--out", token.toString());
        assertThat(signed.code()).as(signed.all()).isZero();
        assertThat(rehearsal.writes()).isEmpty();
        return token;
    }

    private Said live(Path token, int seconds) throws IOException, InterruptedException {
        return asProcess(
                "run",
                "--config",
                rehearsal.config().toString(),
                "--arm",
                "--confirm-token",
                token.toString(),
                "--seconds",
                Integer.toString(seconds));
    }

    private Path operator() throws Exception {
        java.security.KeyPair pair =
                java.security.KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path key = Files.writeString(
                directory.resolve("keys/operator.pem"),
                pem("PRIVATE", pair.getPrivate().getEncoded()));
        Files.setPosixFilePermissions(key, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        Files.writeString(
                directory.resolve("operator.pub"),
                pem("PUBLIC", pair.getPublic().getEncoded()));
        rehearsal.edit(text -> text + "\nlive:\n  startKey: operator.pub\n");
        return key;
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + " KEY-----\n"
                + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + kind
                + " KEY-----\n";
    }

    /** As the launcher starts it: no core file, nobody attaches. */
    private Said asProcess(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-c",
                "ulimit -c 0; exec \"$@\"",
                "run",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("../config/jvm.flags").toAbsolutePath().normalize(),
                "-XX:+DisableAttachMechanism",
                "-Xmx160m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.parallax.app.cli.Main"));
        command.addAll(List.of(args));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Path newest() {
        List<Path> all = Sessions.list(directory.resolve("sessions"));
        return all.get(all.size() - 1);
    }

    private static void read(Path session, Set<Venue> built, List<RejectCode> refusals) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        OrderBuiltDecoder order = new OrderBuiltDecoder();
        OrderRejectedDecoder rejected = new OrderRejectedDecoder();
        try (SessionReader reader = SessionReader.open(session)) {
            while (reader.next()) {
                switch (header.wrap(reader.buffer(), reader.eventOffset()).templateId()) {
                    case OrderBuiltDecoder.TEMPLATE_ID -> {
                        order.wrapAndApplyHeader(reader.buffer(), reader.eventOffset(), header);
                        built.add(order.venue());
                        assertThat(order.identity()).isNotEmpty();
                        String request = order.request();
                        assertThat(request)
                                .contains(order.venue() == Venue.KALSHI ? "client_order_id" : "\"signature\":\"0x")
                                .doesNotContain(io.parallax.sim.TestCredentials.POLYMARKET_API_KEY);
                    }
                    case OrderRejectedDecoder.TEMPLATE_ID ->
                        refusals.add(rejected.wrapAndApplyHeader(reader.buffer(), reader.eventOffset(), header)
                                .code());
                    default -> {
                        // of no interest
                    }
                }
            }
        }
    }
}
