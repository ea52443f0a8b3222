package io.parallax.app.message;

import io.parallax.codecs.sbe.AlertDecoder;
import io.parallax.codecs.sbe.ApprovalDecoder;
import io.parallax.codecs.sbe.AttemptPlannedDecoder;
import io.parallax.codecs.sbe.AttemptStateChangedDecoder;
import io.parallax.codecs.sbe.BalanceDecoder;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.CancelAllDecoder;
import io.parallax.codecs.sbe.CancelOrderDecoder;
import io.parallax.codecs.sbe.ClearLatchDecoder;
import io.parallax.codecs.sbe.ControlDecoder;
import io.parallax.codecs.sbe.DayBeganDecoder;
import io.parallax.codecs.sbe.EngineStateChangedDecoder;
import io.parallax.codecs.sbe.FeedStatusDecoder;
import io.parallax.codecs.sbe.FeesChangedDecoder;
import io.parallax.codecs.sbe.FillDecoder;
import io.parallax.codecs.sbe.InstrumentDefinedDecoder;
import io.parallax.codecs.sbe.IntentRecordedDecoder;
import io.parallax.codecs.sbe.LatchHaltDecoder;
import io.parallax.codecs.sbe.LatchStandingDecoder;
import io.parallax.codecs.sbe.MarketStatusDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MoneyChangedDecoder;
import io.parallax.codecs.sbe.OpenOrderSeenDecoder;
import io.parallax.codecs.sbe.OpportunityClosedDecoder;
import io.parallax.codecs.sbe.OpportunityDecoder;
import io.parallax.codecs.sbe.OrderAcceptedDecoder;
import io.parallax.codecs.sbe.OrderBuiltDecoder;
import io.parallax.codecs.sbe.OrderDoneDecoder;
import io.parallax.codecs.sbe.OrderRejectedDecoder;
import io.parallax.codecs.sbe.OrderStateChangedDecoder;
import io.parallax.codecs.sbe.OrderUnknownDecoder;
import io.parallax.codecs.sbe.PairCheckedDecoder;
import io.parallax.codecs.sbe.PairEnabledDecoder;
import io.parallax.codecs.sbe.PairListedDecoder;
import io.parallax.codecs.sbe.PairStateChangedDecoder;
import io.parallax.codecs.sbe.PairVerdictDecoder;
import io.parallax.codecs.sbe.PositionChangedDecoder;
import io.parallax.codecs.sbe.PositionDecoder;
import io.parallax.codecs.sbe.QueryOrderDecoder;
import io.parallax.codecs.sbe.ReconcileBeginDecoder;
import io.parallax.codecs.sbe.ReconcileEndDecoder;
import io.parallax.codecs.sbe.ReconnectLineDecoder;
import io.parallax.codecs.sbe.RefreshBalanceDecoder;
import io.parallax.codecs.sbe.ResetGuardDecoder;
import io.parallax.codecs.sbe.ResubscribeDecoder;
import io.parallax.codecs.sbe.RiskRefusalDecoder;
import io.parallax.codecs.sbe.SessionEndDecoder;
import io.parallax.codecs.sbe.SessionStartDecoder;
import io.parallax.codecs.sbe.SettingsDecoder;
import io.parallax.codecs.sbe.SettledDecoder;
import io.parallax.codecs.sbe.SignAheadDecoder;
import io.parallax.codecs.sbe.StateHashDecoder;
import io.parallax.codecs.sbe.StrategyListedDecoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.TickSizeChangedDecoder;
import io.parallax.codecs.sbe.TimerDecoder;
import io.parallax.codecs.sbe.TradeDecoder;
import io.parallax.codecs.sbe.VenueConditionDecoder;
import io.parallax.codecs.sbe.VenueStateChangedDecoder;
import org.agrona.DirectBuffer;

/** Events and commands as text, field by field, for people who look for a difference. */
public final class MessageText {
    private MessageText() {}

    /** Template id of an encoded message. */
    public static int templateId(DirectBuffer buffer, int offset) {
        return new MessageHeaderDecoder().wrap(buffer, offset).templateId();
    }

    /** Name of a message in the schema. */
    public static String name(int templateId) {
        return switch (templateId) {
            case InstrumentDefinedDecoder.TEMPLATE_ID -> "InstrumentDefined";
            case BookSnapshotDecoder.TEMPLATE_ID -> "BookSnapshot";
            case BookUpdateDecoder.TEMPLATE_ID -> "BookUpdate";
            case TradeDecoder.TEMPLATE_ID -> "Trade";
            case TickSizeChangedDecoder.TEMPLATE_ID -> "TickSizeChanged";
            case MarketStatusDecoder.TEMPLATE_ID -> "MarketStatus";
            case FeedStatusDecoder.TEMPLATE_ID -> "FeedStatus";
            case OrderAcceptedDecoder.TEMPLATE_ID -> "OrderAccepted";
            case OrderRejectedDecoder.TEMPLATE_ID -> "OrderRejected";
            case OrderUnknownDecoder.TEMPLATE_ID -> "OrderUnknown";
            case FillDecoder.TEMPLATE_ID -> "Fill";
            case OrderDoneDecoder.TEMPLATE_ID -> "OrderDone";
            case BalanceDecoder.TEMPLATE_ID -> "Balance";
            case PositionDecoder.TEMPLATE_ID -> "Position";
            case ReconcileBeginDecoder.TEMPLATE_ID -> "ReconcileBegin";
            case ReconcileEndDecoder.TEMPLATE_ID -> "ReconcileEnd";
            case PairListedDecoder.TEMPLATE_ID -> "PairListed";
            case IntentRecordedDecoder.TEMPLATE_ID -> "IntentRecorded";
            case PairStateChangedDecoder.TEMPLATE_ID -> "PairStateChanged";
            case OpportunityClosedDecoder.TEMPLATE_ID -> "OpportunityClosed";
            case StrategyListedDecoder.TEMPLATE_ID -> "StrategyListed";
            case PairCheckedDecoder.TEMPLATE_ID -> "PairChecked";
            case FeesChangedDecoder.TEMPLATE_ID -> "FeesChanged";
            case PairVerdictDecoder.TEMPLATE_ID -> "PairVerdict";
            case PairEnabledDecoder.TEMPLATE_ID -> "PairEnabled";
            case SettingsDecoder.TEMPLATE_ID -> "Settings";
            case ControlDecoder.TEMPLATE_ID -> "Control";
            case ApprovalDecoder.TEMPLATE_ID -> "Approval";
            case TimerDecoder.TEMPLATE_ID -> "Timer";
            case SessionStartDecoder.TEMPLATE_ID -> "SessionStart";
            case SessionEndDecoder.TEMPLATE_ID -> "SessionEnd";
            case SubmitOrderDecoder.TEMPLATE_ID -> "SubmitOrder";
            case CancelOrderDecoder.TEMPLATE_ID -> "CancelOrder";
            case CancelAllDecoder.TEMPLATE_ID -> "CancelAll";
            case ResetGuardDecoder.TEMPLATE_ID -> "ResetGuard";
            case QueryOrderDecoder.TEMPLATE_ID -> "QueryOrder";
            case ResubscribeDecoder.TEMPLATE_ID -> "Resubscribe";
            case ReconnectLineDecoder.TEMPLATE_ID -> "ReconnectLine";
            case RefreshBalanceDecoder.TEMPLATE_ID -> "RefreshBalance";
            case LatchHaltDecoder.TEMPLATE_ID -> "LatchHalt";
            case AlertDecoder.TEMPLATE_ID -> "Alert";
            case OpportunityDecoder.TEMPLATE_ID -> "Opportunity";
            case OrderStateChangedDecoder.TEMPLATE_ID -> "OrderStateChanged";
            case AttemptStateChangedDecoder.TEMPLATE_ID -> "AttemptStateChanged";
            case PositionChangedDecoder.TEMPLATE_ID -> "PositionChanged";
            case RiskRefusalDecoder.TEMPLATE_ID -> "RiskRefusal";
            case EngineStateChangedDecoder.TEMPLATE_ID -> "EngineStateChanged";
            case DayBeganDecoder.TEMPLATE_ID -> "DayBegan";
            case LatchStandingDecoder.TEMPLATE_ID -> "LatchStanding";
            case VenueConditionDecoder.TEMPLATE_ID -> "VenueCondition";
            case SettledDecoder.TEMPLATE_ID -> "Settled";
            case OrderBuiltDecoder.TEMPLATE_ID -> "OrderBuilt";
            case OpenOrderSeenDecoder.TEMPLATE_ID -> "OpenOrderSeen";
            case SignAheadDecoder.TEMPLATE_ID -> "SignAhead";
            case ClearLatchDecoder.TEMPLATE_ID -> "ClearLatch";
            case AttemptPlannedDecoder.TEMPLATE_ID -> "AttemptPlanned";
            case VenueStateChangedDecoder.TEMPLATE_ID -> "VenueStateChanged";
            case MoneyChangedDecoder.TEMPLATE_ID -> "MoneyChanged";
            case StateHashDecoder.TEMPLATE_ID -> "StateHash";
            default -> "Template" + templateId;
        };
    }

    /** The whole message, header and body, with every field. */
    public static String of(DirectBuffer buffer, int offset) {
        StringBuilder out = new StringBuilder();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        switch (templateId(buffer, offset)) {
            case InstrumentDefinedDecoder.TEMPLATE_ID ->
                new InstrumentDefinedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case BookSnapshotDecoder.TEMPLATE_ID ->
                new BookSnapshotDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case BookUpdateDecoder.TEMPLATE_ID ->
                new BookUpdateDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case TradeDecoder.TEMPLATE_ID ->
                new TradeDecoder().wrapAndApplyHeader(buffer, offset, header).appendTo(out);
            case TickSizeChangedDecoder.TEMPLATE_ID ->
                new TickSizeChangedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case MarketStatusDecoder.TEMPLATE_ID ->
                new MarketStatusDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case FeedStatusDecoder.TEMPLATE_ID ->
                new FeedStatusDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case OrderAcceptedDecoder.TEMPLATE_ID ->
                new OrderAcceptedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case OrderRejectedDecoder.TEMPLATE_ID ->
                new OrderRejectedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case OrderUnknownDecoder.TEMPLATE_ID ->
                new OrderUnknownDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case FillDecoder.TEMPLATE_ID ->
                new FillDecoder().wrapAndApplyHeader(buffer, offset, header).appendTo(out);
            case OrderDoneDecoder.TEMPLATE_ID ->
                new OrderDoneDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case BalanceDecoder.TEMPLATE_ID ->
                new BalanceDecoder().wrapAndApplyHeader(buffer, offset, header).appendTo(out);
            case PositionDecoder.TEMPLATE_ID ->
                new PositionDecoder().wrapAndApplyHeader(buffer, offset, header).appendTo(out);
            case ReconcileBeginDecoder.TEMPLATE_ID ->
                new ReconcileBeginDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case ReconcileEndDecoder.TEMPLATE_ID ->
                new ReconcileEndDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case PairListedDecoder.TEMPLATE_ID ->
                new PairListedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case FeesChangedDecoder.TEMPLATE_ID ->
                new FeesChangedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case PairCheckedDecoder.TEMPLATE_ID ->
                new PairCheckedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case StrategyListedDecoder.TEMPLATE_ID ->
                new StrategyListedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case OpportunityClosedDecoder.TEMPLATE_ID ->
                new OpportunityClosedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case PairStateChangedDecoder.TEMPLATE_ID ->
                new PairStateChangedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case IntentRecordedDecoder.TEMPLATE_ID ->
                new IntentRecordedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case PairVerdictDecoder.TEMPLATE_ID ->
                new PairVerdictDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case PairEnabledDecoder.TEMPLATE_ID ->
                new PairEnabledDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case SettingsDecoder.TEMPLATE_ID ->
                new SettingsDecoder().wrapAndApplyHeader(buffer, offset, header).appendTo(out);
            case ControlDecoder.TEMPLATE_ID ->
                new ControlDecoder().wrapAndApplyHeader(buffer, offset, header).appendTo(out);
            case ApprovalDecoder.TEMPLATE_ID ->
                new ApprovalDecoder().wrapAndApplyHeader(buffer, offset, header).appendTo(out);
            case TimerDecoder.TEMPLATE_ID ->
                new TimerDecoder().wrapAndApplyHeader(buffer, offset, header).appendTo(out);
            case SessionStartDecoder.TEMPLATE_ID ->
                new SessionStartDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case SessionEndDecoder.TEMPLATE_ID ->
                new SessionEndDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case SubmitOrderDecoder.TEMPLATE_ID ->
                new SubmitOrderDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case CancelOrderDecoder.TEMPLATE_ID ->
                new CancelOrderDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case CancelAllDecoder.TEMPLATE_ID ->
                new CancelAllDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case ResetGuardDecoder.TEMPLATE_ID ->
                new ResetGuardDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case QueryOrderDecoder.TEMPLATE_ID ->
                new QueryOrderDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case ResubscribeDecoder.TEMPLATE_ID ->
                new ResubscribeDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case ReconnectLineDecoder.TEMPLATE_ID ->
                new ReconnectLineDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case RefreshBalanceDecoder.TEMPLATE_ID ->
                new RefreshBalanceDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case LatchHaltDecoder.TEMPLATE_ID ->
                new LatchHaltDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case AlertDecoder.TEMPLATE_ID ->
                new AlertDecoder().wrapAndApplyHeader(buffer, offset, header).appendTo(out);
            case OpportunityDecoder.TEMPLATE_ID ->
                new OpportunityDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case OrderStateChangedDecoder.TEMPLATE_ID ->
                new OrderStateChangedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case AttemptStateChangedDecoder.TEMPLATE_ID ->
                new AttemptStateChangedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case PositionChangedDecoder.TEMPLATE_ID ->
                new PositionChangedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case RiskRefusalDecoder.TEMPLATE_ID ->
                new RiskRefusalDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case EngineStateChangedDecoder.TEMPLATE_ID ->
                new EngineStateChangedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case DayBeganDecoder.TEMPLATE_ID ->
                new DayBeganDecoder().wrapAndApplyHeader(buffer, offset, header).appendTo(out);
            case LatchStandingDecoder.TEMPLATE_ID ->
                new LatchStandingDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case VenueConditionDecoder.TEMPLATE_ID ->
                new VenueConditionDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case SettledDecoder.TEMPLATE_ID ->
                new SettledDecoder().wrapAndApplyHeader(buffer, offset, header).appendTo(out);
            case OrderBuiltDecoder.TEMPLATE_ID ->
                new OrderBuiltDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case OpenOrderSeenDecoder.TEMPLATE_ID ->
                new OpenOrderSeenDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case SignAheadDecoder.TEMPLATE_ID ->
                new SignAheadDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case ClearLatchDecoder.TEMPLATE_ID ->
                new ClearLatchDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case AttemptPlannedDecoder.TEMPLATE_ID ->
                new AttemptPlannedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case VenueStateChangedDecoder.TEMPLATE_ID ->
                new VenueStateChangedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case MoneyChangedDecoder.TEMPLATE_ID ->
                new MoneyChangedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            case StateHashDecoder.TEMPLATE_ID ->
                new StateHashDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .appendTo(out);
            default -> out.append(name(templateId(buffer, offset))).append(", unknown to this build");
        }
        return out.toString();
    }
}
