package io.parallax.gateway.paper;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.CancelAllDecoder;
import io.parallax.codecs.sbe.CancelOrderDecoder;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.FeedStatusDecoder;
import io.parallax.codecs.sbe.FeesChangedDecoder;
import io.parallax.codecs.sbe.InstrumentDefinedDecoder;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.MarketStatusDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.QueryOrderDecoder;
import io.parallax.codecs.sbe.ReconnectLineDecoder;
import io.parallax.codecs.sbe.RefreshBalanceDecoder;
import io.parallax.codecs.sbe.ResubscribeDecoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.TickSizeChangedDecoder;
import io.parallax.codecs.sbe.TradeDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.VenueConditionDecoder;
import io.parallax.codecs.sbe.VenueConditionKind;
import io.parallax.config.PaperModel;
import io.parallax.engine.port.EventPublisher;
import io.parallax.engine.port.FeeModel;
import io.parallax.gateway.order.CommandHandler;
import org.agrona.DirectBuffer;

/**
 * One venue on paper. Feed it every event of the ring ({@link #onEvent}), the venue's commands, and the time
 * ({@link #advance}); it publishes the answers when they are due, stamped with the time they were due. Nothing is sent
 * anywhere. How finely time is told changes no answer.
 *
 * <p>One thread. The publisher must not call back; commands that its events cause come afterwards.
 */
public final class PaperVenue implements CommandHandler {
    private static final int EVERY_INSTRUMENT = -1;

    private final Venue venue;
    private final PaperMarkets markets;
    private final PaperDesk desk;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinedDecoder defined = new InstrumentDefinedDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookUpdateDecoder update = new BookUpdateDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final TickSizeChangedDecoder tickSize = new TickSizeChangedDecoder();
    private final FeesChangedDecoder feesChanged = new FeesChangedDecoder();
    private final MarketStatusDecoder status = new MarketStatusDecoder();
    private final FeedStatusDecoder feed = new FeedStatusDecoder();
    private final VenueConditionDecoder condition = new VenueConditionDecoder();

    /**
     * An account with money and nothing else.
     *
     * @param seed of everything drawn; the same seed at every level gives one order the same luck
     * @param publisher gets the answers
     */
    public PaperVenue(
            Venue venue, PaperModel model, long seed, long cashMicros, FeeModel fees, EventPublisher publisher) {
        this.venue = venue;
        markets = new PaperMarkets(venue, model, fees);
        desk = new PaperDesk(venue, model, seed, cashMicros, markets, publisher);
    }

    /** Everything that is due until then happens, in its order. Time never steps back. */
    public void advance(long nowNs) {
        desk.advance(nowNs);
    }

    /** When something is due next, {@link Long#MAX_VALUE} when nothing is: a simulator may jump there. */
    public long nextDueNs() {
        return desk.nextDueNs();
    }

    /** An event of the ring, whatever it is: time goes on to its timestamp, and what it says of this venue's markets counts. */
    public void onEvent(DirectBuffer event, int offset, int length) {
        header.wrap(event, offset);
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        long timestampNs = event.getLong(body); // Meta is the first field of every event
        desk.advance(timestampNs);
        apply(event, body);
        desk.advance(timestampNs);
    }

    private void apply(DirectBuffer event, int body) {
        int block = header.blockLength();
        int version = header.version();
        switch (header.templateId()) {
            case BookUpdateDecoder.TEMPLATE_ID -> {
                PaperMarket market =
                        markets.find(update.wrap(event, body, block, version).instrumentId());
                if (market != null && market.book().onUpdate(update)) {
                    desk.onBook(market);
                }
            }
            case BookSnapshotDecoder.TEMPLATE_ID -> {
                PaperMarket market =
                        markets.find(snapshot.wrap(event, body, block, version).instrumentId());
                if (market != null && market.book().onSnapshot(snapshot)) {
                    desk.onBook(market);
                }
            }
            case TradeDecoder.TEMPLATE_ID -> onTrade(trade.wrap(event, body, block, version));
            case FeedStatusDecoder.TEMPLATE_ID -> onFeed(feed.wrap(event, body, block, version));
            case InstrumentDefinedDecoder.TEMPLATE_ID -> markets.define(defined.wrap(event, body, block, version));
            case TickSizeChangedDecoder.TEMPLATE_ID -> {
                PaperMarket market = markets.grid(tickSize.wrap(event, body, block, version));
                if (market != null) {
                    desk.onBook(market);
                    desk.onRules(market);
                }
            }
            case FeesChangedDecoder.TEMPLATE_ID -> markets.fees(feesChanged.wrap(event, body, block, version));
            case MarketStatusDecoder.TEMPLATE_ID -> onStatus(status.wrap(event, body, block, version));
            case VenueConditionDecoder.TEMPLATE_ID -> {
                condition.wrap(event, body, block, version);
                if (condition.venue() == venue) {
                    desk.onCondition(condition.kind());
                }
            }
            default -> {
                // Of no concern to a venue: timers, controls, what other gateways answer.
            }
        }
    }

    private void onTrade(TradeDecoder event) {
        PaperMarket market = markets.find(event.instrumentId());
        if (market != null) {
            BookSide taken = event.takerAction() == OrderAction.BUY ? BookSide.ASK : BookSide.BID;
            desk.onPrint(market, taken, event.priceMicros(), event.qtyMicros());
        }
    }

    private void onFeed(FeedStatusDecoder event) {
        if (event.venue() != venue || !isVoiding(event.state())) {
            return;
        }
        for (PaperMarket market : markets.all()) {
            boolean concerned =
                    event.instrumentId() == EVERY_INSTRUMENT || event.instrumentId() == market.instrumentId();
            if (concerned && market.book().onVoid(event.line())) {
                desk.onBook(market);
            }
        }
    }

    private static boolean isVoiding(FeedState state) {
        return switch (state) {
            case CONNECTED, DISCONNECTED, GAP, STALE, FAULT, MISMATCH, REMOVED -> true;
            default -> false;
        };
    }

    private void onStatus(MarketStatusDecoder event) {
        PaperMarket market = markets.find(event.instrumentId());
        if (market != null) {
            market.state(event.state());
            desk.onRules(market);
            if (event.state() == MarketState.CLOSED || event.state() == MarketState.RESOLVED) {
                desk.onClosed(market);
            }
        }
    }

    @Override
    public void onSubmit(SubmitOrderDecoder order, long receivedNanos) {
        desk.submit(order);
    }

    @Override
    public void onCancel(CancelOrderDecoder cancel) {
        desk.cancel(cancel.orderId());
    }

    @Override
    public void onCancelAll(CancelAllDecoder cancelAll) {
        cancelAll();
    }

    /** Cancels every order that rests. */
    public void cancelAll() {
        desk.cancelAll();
    }

    @Override
    public void onQuery(QueryOrderDecoder query) {
        desk.query(query.orderId());
    }

    @Override
    public void onResubscribe(ResubscribeDecoder resubscribe) {
        // For whoever delivers the market data.
    }

    @Override
    public void onReconnectLine(ReconnectLineDecoder reconnect) {
        // For whoever delivers the market data.
    }

    @Override
    public void onRefreshBalance(RefreshBalanceDecoder refresh) {
        desk.refreshBalance();
    }

    /** Publishes what the account holds, at once: ReconcileBegin, balance, every position, ReconcileEnd. */
    public void reconcile(long nowNs) {
        desk.advance(nowNs);
        desk.reconcile();
    }

    /** Cash of the account, what resting orders hold back included. */
    public long cashMicros() {
        return desk.account().cashMicros();
    }

    /** Contracts held. */
    public long heldMicros(int instrumentId, Outcome outcome) {
        return desk.account().heldMicros(instrumentId, outcome);
    }

    /** Orders on their way or resting. */
    public int liveOrders() {
        return desk.liveOrders();
    }

    /** Tasks that are not due yet: answers on their way, settlements. */
    public int pending() {
        return desk.pending();
    }

    /** Fills matched of which nothing has been told yet. */
    public int unheardFills() {
        return desk.unheard();
    }

    /** Fills matched since the start. */
    public long fills() {
        return desk.fillCount();
    }

    /** Fees of all fills since the start, those of fills that failed included. */
    public long feesMicros() {
        return desk.feesMicros();
    }

    /** Orders taken since the start. */
    public long orders() {
        return desk.orders();
    }

    static boolean takesOrders(VenueConditionKind kind) {
        return kind == VenueConditionKind.OPEN
                || kind == VenueConditionKind.POST_ONLY
                || kind == VenueConditionKind.MAINTENANCE;
    }
}
