package io.parallax.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.parallax.codecs.sbe.CancelAllDecoder;
import io.parallax.codecs.sbe.CancelAllEncoder;
import io.parallax.codecs.sbe.CancelOrderDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.OrderRejectedDecoder;
import io.parallax.codecs.sbe.QueryOrderDecoder;
import io.parallax.codecs.sbe.ReconnectLineDecoder;
import io.parallax.codecs.sbe.ReconnectLineEncoder;
import io.parallax.codecs.sbe.RefreshBalanceDecoder;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.ResubscribeDecoder;
import io.parallax.codecs.sbe.SignAheadDecoder;
import io.parallax.codecs.sbe.SignAheadEncoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.SubmitOrderEncoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.gateway.event.Allocation;
import io.parallax.gateway.event.CapturedEvents;
import io.parallax.gateway.net.EpochClock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandInboxTest {
    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final CapturedEvents ring = new CapturedEvents();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final CommandInbox inbox =
            new CommandInbox(Venue.KALSHI, 4096, loop, EpochClock.system(), ring, new Recorder());
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SubmitOrderEncoder submit = new SubmitOrderEncoder();
    private final CancelAllEncoder cancelAll = new CancelAllEncoder();

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    @Test
    void shouldHandOverItsOwnVenuesCommandsInOrder() throws Exception {
        submit(1, Venue.KALSHI);
        submit(2, Venue.POLYMARKET);
        cancelAll(Venue.KALSHI);
        cancelAll(Venue.POLYMARKET);
        reconnect(Venue.KALSHI, 3);
        reconnect(Venue.POLYMARKET, 4);
        submit(3, Venue.KALSHI);
        loop.submit(() -> {}).get(10, TimeUnit.SECONDS);
        assertThat(seen).containsExactly("submit 1 at 99", "cancel all", "reconnect 3", "submit 3 at 99");
        assertThat(ring.events).isEmpty();
    }

    @Test
    void shouldHandOverOrdersToBeSignedAheadOfItsOwnVenue() throws Exception {
        signAhead(5, Venue.POLYMARKET);
        signAhead(6, Venue.KALSHI);
        submit(6, Venue.KALSHI);
        loop.submit(() -> {}).get(10, TimeUnit.SECONDS);
        assertThat(seen).containsExactly("sign ahead 6", "submit 6 at 99");
    }

    @Test
    void shouldLoseOrdersToBeSignedAheadBeforeItLosesCancels() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        loop.execute(() -> {
            try {
                release.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        for (int i = 1; i <= 60; i++) {
            signAhead(i, Venue.KALSHI);
        }
        long lost = inbox.lostCommands();
        assertThat(lost).isPositive();
        cancelAll(Venue.KALSHI);
        assertThat(inbox.lostCommands()).isEqualTo(lost);
        assertThat(ring.events).as("nothing was submitted, nothing is rejected").isEmpty();
        release.countDown();
        loop.submit(() -> {}).get(10, TimeUnit.SECONDS);
        loop.submit(() -> {}).get(10, TimeUnit.SECONDS);
        assertThat(seen).endsWith("cancel all");
    }

    @Test
    void shouldAnswerOrdersThatDoNotFitAndKeepRoomForCancels() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        loop.execute(() -> {
            try {
                release.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        for (int i = 1; i <= 60; i++) {
            submit(i, Venue.KALSHI);
        }
        cancelAll(Venue.KALSHI);
        assertThat(inbox.refusedOrders()).isBetween(20L, 55L);
        assertThat(inbox.lostCommands()).isZero();
        OrderRejectedDecoder rejected =
                new OrderRejectedDecoder().wrapAndApplyHeader(ring.events.get(0), 0, new MessageHeaderDecoder());
        assertThat(rejected.code()).isEqualTo(RejectCode.NOT_SENT);
        assertThat(rejected.orderId()).isEqualTo(61 - inbox.refusedOrders());
        release.countDown();
        loop.submit(() -> {}).get(10, TimeUnit.SECONDS);
        loop.submit(() -> {}).get(10, TimeUnit.SECONDS);
        assertThat(seen).hasSize((int) (61 - inbox.refusedOrders())).endsWith("cancel all");
    }

    @Test
    void shouldNotAllocateForACommand() throws Exception {
        CommandInbox silent = new CommandInbox(Venue.KALSHI, 1 << 20, loop, EpochClock.system(), ring, new Silent());
        int length = encodeSubmit(1, Venue.KALSHI);
        CountDownLatch release = new CountDownLatch(1);
        loop.execute(() -> {
            try {
                release.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        long bytes = Allocation.leastBytes(() -> {
            for (int i = 0; i < 500; i++) {
                silent.onCommand(1, 1, buffer, 0, length);
            }
        });
        release.countDown();
        assertThat(bytes).isZero();
        assertThat(silent.refusedOrders()).isZero();
        assertThat(Allocation.control()).isGreaterThanOrEqualTo(1024);
    }

    private void submit(long orderId, Venue venue) {
        inbox.onCommand(1, 99, buffer, 0, encodeSubmit(orderId, venue));
    }

    private int encodeSubmit(long orderId, Venue venue) {
        submit.wrapAndApplyHeader(buffer, 0, header).orderId(orderId).venue(venue);
        return MessageHeaderEncoder.ENCODED_LENGTH + submit.encodedLength();
    }

    private void signAhead(long orderId, Venue venue) {
        SignAheadEncoder ahead = new SignAheadEncoder();
        ahead.wrapAndApplyHeader(buffer, 0, header).orderId(orderId).venue(venue);
        inbox.onCommand(1, 99, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + ahead.encodedLength());
    }

    private void cancelAll(Venue venue) {
        cancelAll.wrapAndApplyHeader(buffer, 0, header).venue(venue);
        inbox.onCommand(1, 99, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + cancelAll.encodedLength());
    }

    private void reconnect(Venue venue, int line) {
        ReconnectLineEncoder reconnect = new ReconnectLineEncoder();
        reconnect.wrapAndApplyHeader(buffer, 0, header).venue(venue).line((short) line);
        inbox.onCommand(1, 99, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + reconnect.encodedLength());
    }

    private final class Recorder extends Silent {
        @Override
        public void onReconnectLine(ReconnectLineDecoder reconnect) {
            seen.add("reconnect " + reconnect.line());
        }

        @Override
        public void onSubmit(SubmitOrderDecoder order, long receivedNanos) {
            seen.add("submit " + order.orderId() + " at " + receivedNanos);
        }

        @Override
        public void onSignAhead(SignAheadDecoder order) {
            seen.add("sign ahead " + order.orderId());
        }

        @Override
        public void onCancelAll(CancelAllDecoder all) {
            seen.add("cancel all");
        }
    }

    private static class Silent implements CommandHandler {
        @Override
        public void onSubmit(SubmitOrderDecoder order, long receivedNanos) {}

        @Override
        public void onCancel(CancelOrderDecoder cancel) {}

        @Override
        public void onCancelAll(CancelAllDecoder all) {}

        @Override
        public void onQuery(QueryOrderDecoder query) {}

        @Override
        public void onResubscribe(ResubscribeDecoder resubscribe) {}

        @Override
        public void onReconnectLine(ReconnectLineDecoder reconnect) {}

        @Override
        public void onRefreshBalance(RefreshBalanceDecoder refresh) {}
    }
}
