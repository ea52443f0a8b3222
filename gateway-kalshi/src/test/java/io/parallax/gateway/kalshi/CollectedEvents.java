package io.parallax.gateway.kalshi;

import io.parallax.codecs.sbe.BalanceDecoder;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.FeedStatusDecoder;
import io.parallax.codecs.sbe.FillDecoder;
import io.parallax.codecs.sbe.Flag;
import io.parallax.codecs.sbe.InstrumentDefinedDecoder;
import io.parallax.codecs.sbe.MarketStatusDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.OpenOrderSeenDecoder;
import io.parallax.codecs.sbe.OrderAcceptedDecoder;
import io.parallax.codecs.sbe.OrderBuiltDecoder;
import io.parallax.codecs.sbe.OrderDoneDecoder;
import io.parallax.codecs.sbe.OrderRejectedDecoder;
import io.parallax.codecs.sbe.OrderUnknownDecoder;
import io.parallax.codecs.sbe.PositionDecoder;
import io.parallax.codecs.sbe.ReconcileBeginDecoder;
import io.parallax.codecs.sbe.ReconcileEndDecoder;
import io.parallax.codecs.sbe.SettledDecoder;
import io.parallax.codecs.sbe.TradeDecoder;
import io.parallax.codecs.sbe.VenueConditionDecoder;
import io.parallax.engine.port.EventPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;

/** Published events as lines of text, to wait for. */
public final class CollectedEvents implements EventPublisher {
    private static final long PATIENCE_MS = 20_000;

    private final List<String> lines = new ArrayList<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @Override
    public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
        publish(event, offset, length, receivedNanos);
        return true;
    }

    @Override
    public synchronized void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
        String line = describe(event, offset);
        if (!line.isEmpty()) {
            lines.add(line);
            notifyAll();
        }
    }

    /** The first line from {@code from} on that fits, waiting for it. */
    public synchronized String await(int from, Predicate<String> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        int next = from;
        while (true) {
            for (; next < lines.size(); next++) {
                if (wanted.test(lines.get(next))) {
                    return lines.get(next);
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("did not come; since " + from + ": "
                        + lines.subList(from, lines.size()).stream()
                                .filter(l -> !l.startsWith("update"))
                                .toList());
            }
            wait(left);
        }
    }

    public String await(int from, String prefix) throws InterruptedException {
        return await(from, line -> line.startsWith(prefix));
    }

    public synchronized int size() {
        return lines.size();
    }

    public synchronized List<String> since(int from, String prefix) {
        return lines.subList(from, lines.size()).stream()
                .filter(line -> line.startsWith(prefix))
                .toList();
    }

    private String describe(DirectBuffer event, int offset) {
        header.wrap(event, offset);
        return switch (header.templateId()) {
            case InstrumentDefinedDecoder.TEMPLATE_ID -> {
                InstrumentDefinedDecoder of = new InstrumentDefinedDecoder().wrapAndApplyHeader(event, offset, header);
                yield "instrument " + of.instrumentId() + " " + of.state() + " " + of.feeKind() + " "
                        + of.feeRateMicros();
            }
            case FeedStatusDecoder.TEMPLATE_ID -> {
                FeedStatusDecoder of = new FeedStatusDecoder().wrapAndApplyHeader(event, offset, header);
                yield of.state() == FeedState.HEARD
                        ? ""
                        : "feed " + of.state() + " " + of.instrumentId() + " epoch " + of.epoch() + line(of.line());
            }
            case BookSnapshotDecoder.TEMPLATE_ID -> {
                BookSnapshotDecoder of = new BookSnapshotDecoder().wrapAndApplyHeader(event, offset, header);
                yield of.flags().end()
                        ? "snapshot " + of.instrumentId() + " epoch " + of.epoch() + line(of.line())
                        : "";
            }
            case BookUpdateDecoder.TEMPLATE_ID -> {
                BookUpdateDecoder of = new BookUpdateDecoder().wrapAndApplyHeader(event, offset, header);
                yield "update " + of.instrumentId() + " epoch " + of.epoch();
            }
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                OrderAcceptedDecoder of = new OrderAcceptedDecoder().wrapAndApplyHeader(event, offset, header);
                yield "order " + of.orderId() + " accepted";
            }
            case OrderRejectedDecoder.TEMPLATE_ID -> {
                OrderRejectedDecoder of = new OrderRejectedDecoder().wrapAndApplyHeader(event, offset, header);
                yield "order " + of.orderId() + " rejected " + of.code() + " " + of.text();
            }
            case OrderUnknownDecoder.TEMPLATE_ID -> {
                OrderUnknownDecoder of = new OrderUnknownDecoder().wrapAndApplyHeader(event, offset, header);
                yield "order " + of.orderId() + " unknown " + of.cause();
            }
            case OrderDoneDecoder.TEMPLATE_ID -> {
                OrderDoneDecoder of = new OrderDoneDecoder().wrapAndApplyHeader(event, offset, header);
                yield "order " + of.orderId() + " done " + of.reason() + " " + of.filledQtyMicros();
            }
            case FillDecoder.TEMPLATE_ID -> {
                FillDecoder of = new FillDecoder().wrapAndApplyHeader(event, offset, header);
                yield "fill " + of.orderId() + " " + of.instrumentId() + " " + of.action() + " " + of.outcome() + " "
                        + of.liquidity() + " price " + of.priceMicros() + " qty " + of.qtyMicros() + " fee "
                        + of.feeMicros();
            }
            case BalanceDecoder.TEMPLATE_ID ->
                "balance "
                        + new BalanceDecoder()
                                .wrapAndApplyHeader(event, offset, header)
                                .cashMicros();
            case PositionDecoder.TEMPLATE_ID -> {
                PositionDecoder of = new PositionDecoder().wrapAndApplyHeader(event, offset, header);
                yield "position " + of.instrumentId() + " " + of.yesQtyMicros() + " " + of.noQtyMicros();
            }
            case ReconcileBeginDecoder.TEMPLATE_ID -> "reconcile begin";
            case ReconcileEndDecoder.TEMPLATE_ID ->
                "reconcile end "
                        + new ReconcileEndDecoder()
                                .wrapAndApplyHeader(event, offset, header)
                                .complete();
            case MarketStatusDecoder.TEMPLATE_ID -> {
                MarketStatusDecoder of = new MarketStatusDecoder().wrapAndApplyHeader(event, offset, header);
                String pays =
                        of.payoutMicros() == MarketStatusDecoder.payoutMicrosNullValue() ? "" : " " + of.payoutMicros();
                yield "market " + of.instrumentId() + " " + of.state() + pays
                        + (of.finality() == Flag.NO ? " open" : "");
            }
            case OrderBuiltDecoder.TEMPLATE_ID -> {
                OrderBuiltDecoder of = new OrderBuiltDecoder().wrapAndApplyHeader(event, offset, header);
                yield "built " + of.orderId() + " " + of.identity() + " " + of.request();
            }
            case VenueConditionDecoder.TEMPLATE_ID -> {
                VenueConditionDecoder of = new VenueConditionDecoder().wrapAndApplyHeader(event, offset, header);
                yield "condition " + of.kind()
                        + (of.untilNs() == VenueConditionDecoder.untilNsNullValue() ? "" : " until " + of.untilNs());
            }
            case OpenOrderSeenDecoder.TEMPLATE_ID -> {
                OpenOrderSeenDecoder of = new OpenOrderSeenDecoder().wrapAndApplyHeader(event, offset, header);
                yield "open "
                        + (of.orderId() == OpenOrderSeenDecoder.orderIdNullValue() ? "foreign" : of.orderId()) + " "
                        + of.instrumentId() + " remaining " + of.remainingQtyMicros() + " " + of.venueOrderId();
            }
            case SettledDecoder.TEMPLATE_ID -> {
                SettledDecoder of = new SettledDecoder().wrapAndApplyHeader(event, offset, header);
                yield "settled " + of.instrumentId() + " yes " + of.yesQtyMicros() + " no " + of.noQtyMicros()
                        + " cash " + of.cashMicros() + " fee " + of.feeMicros();
            }
            case TradeDecoder.TEMPLATE_ID -> "";
            default -> "template " + header.templateId();
        };
    }

    private static String line(int line) {
        return line == 0 ? "" : " line " + line;
    }
}
