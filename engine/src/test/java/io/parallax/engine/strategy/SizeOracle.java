package io.parallax.engine.strategy;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.pair.Direction;
import io.parallax.engine.pair.Pair;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The best size by trying every multiple of the lot, in decimals of a dollar and a contract, straight from the definition
 * of G. Knows prices, quantities and rates; shares no arithmetic with the engine.
 */
final class SizeOracle {
    private static final BigDecimal ZERO = BigDecimal.ZERO;

    record Level(BigDecimal price, BigDecimal qty) {}

    record Fee(FeeKind kind, BigDecimal rate, String exponent) {
        /** Model fee of a contract, up to 10^-15. */
        BigDecimal perContract(BigDecimal price) {
            if (kind == FeeKind.NONE || price.signum() == 0) {
                return ZERO;
            }
            BigDecimal variance = price.multiply(BigDecimal.ONE.subtract(price));
            BigDecimal power =
                    switch (exponent) {
                        case "1" -> variance;
                        case "2" -> variance.multiply(variance);
                        default -> variance.sqrt(new MathContext(40, RoundingMode.CEILING));
                    };
            return rate.multiply(power).setScale(15, RoundingMode.CEILING);
        }

        BigDecimal allowance() {
            return switch (kind) {
                case POLYMARKET_V2 -> new BigDecimal(rate.signum() == 0 ? "0" : "0.00001");
                case KALSHI_QUADRATIC -> new BigDecimal("0.0002");
                default -> ZERO;
            };
        }
    }

    private final List<List<Level>> asks = new ArrayList<>();
    private final List<Fee> fees;
    private final List<Instrument.Rules> rules = new ArrayList<>();
    private final List<Level> bids;
    private final int lead;
    private final BigDecimal payout;
    private final BigDecimal minEdge;
    private final BigDecimal chance;
    private final BigDecimal demanded;

    BigDecimal bestG = ZERO;
    BigDecimal bestQty = ZERO;
    boolean earnsBelowMin;
    BigDecimal smallest;

    SizeOracle(Pair pair, Direction direction, List<Fee> fees, long minEdge, long chanceMicros, long returnMicros) {
        this.fees = fees;
        int first = -1;
        for (int leg = 0; leg < pair.legCount(); leg++) {
            Instrument instrument = pair.leg(leg);
            asks.add(levels(instrument, direction.outcome(leg), true));
            rules.add(instrument.rules());
            if (first < 0 && instrument.rules().notionalStepMicros() > 0) {
                first = leg;
            }
        }
        lead = Math.max(first, 0);
        bids = levels(pair.leg(lead), direction.outcome(lead), false);
        payout = decimal(direction.payoutMicros());
        this.minEdge = decimal(minEdge);
        chance = decimal(chanceMicros);
        demanded = decimal(returnMicros);
    }

    private static BigDecimal decimal(long micros) {
        return BigDecimal.valueOf(micros, 6);
    }

    /** Own-leg levels, best first, found price by price. */
    private static List<Level> levels(Instrument instrument, Outcome outcome, boolean toBuy) {
        BookSide side = (outcome == Outcome.YES) == toBuy ? BookSide.ASK : BookSide.BID;
        List<Level> found = new ArrayList<>();
        for (int index = 0; index < instrument.book().grid().size(); index++) {
            long price = instrument.book().grid().priceMicros(index);
            long qty = instrument.book().qtyAt(side, price);
            if (qty > 0) {
                BigDecimal yes = decimal(price);
                found.add(new Level(outcome == Outcome.YES ? yes : BigDecimal.ONE.subtract(yes), decimal(qty)));
            }
        }
        found.sort((a, b) -> toBuy ? a.price().compareTo(b.price()) : b.price().compareTo(a.price()));
        return found;
    }

    private static BigDecimal depth(List<Level> levels) {
        return levels.stream().map(Level::qty).reduce(ZERO, BigDecimal::add);
    }

    private static BigDecimal cost(List<Level> levels, BigDecimal qty) {
        BigDecimal left = qty;
        BigDecimal cost = ZERO;
        for (Level level : levels) {
            BigDecimal taken = left.min(level.qty());
            cost = cost.add(taken.multiply(level.price()));
            left = left.subtract(taken);
        }
        return cost;
    }

    private static BigDecimal model(List<Level> levels, Fee fee, BigDecimal qty) {
        BigDecimal left = qty;
        BigDecimal sum = ZERO;
        for (Level level : levels) {
            BigDecimal taken = left.min(level.qty());
            sum = sum.add(taken.multiply(fee.perContract(level.price())));
            left = left.subtract(taken);
        }
        return sum;
    }

    private static BigDecimal allowances(List<Level> levels, Fee fee, BigDecimal qty) {
        BigDecimal left = qty;
        int touched = 0;
        for (Level level : levels) {
            if (left.signum() > 0) {
                touched++;
            }
            left = left.subtract(left.min(level.qty()));
        }
        return fee.allowance().multiply(BigDecimal.valueOf(touched));
    }

    /** Price, with or without its fee, of the contract that comes last in {@code qty}. */
    private static Level at(List<Level> levels, BigDecimal qty) {
        BigDecimal end = ZERO;
        for (Level level : levels) {
            end = end.add(level.qty());
            if (qty.compareTo(end) <= 0) {
                return level;
            }
        }
        return new Level(ZERO, ZERO);
    }

    /**
     * Sum over a quantity of what one contract has, cut wherever a level ends; shares are taken of a contract's amount
     * rounded up to 10^-9, as the definition says.
     */
    private BigDecimal overContracts(BigDecimal qty, java.util.function.Function<BigDecimal, BigDecimal> perContract) {
        List<BigDecimal> ends = new ArrayList<>();
        for (List<Level> levels : asks) {
            collectEnds(levels, qty, ends);
        }
        collectEnds(bids, qty, ends);
        ends.add(qty);
        ends.sort(BigDecimal::compareTo);
        BigDecimal from = ZERO;
        BigDecimal sum = ZERO;
        for (BigDecimal end : ends) {
            if (end.compareTo(from) > 0) {
                sum = sum.add(end.subtract(from).multiply(perContract.apply(end).setScale(9, RoundingMode.CEILING)));
                from = end;
            }
        }
        return sum;
    }

    private static void collectEnds(List<Level> levels, BigDecimal qty, List<BigDecimal> ends) {
        BigDecimal end = ZERO;
        for (Level level : levels) {
            end = end.add(level.qty());
            if (end.compareTo(qty) < 0) {
                ends.add(end);
            }
        }
    }

    private BigDecimal lossAt(BigDecimal qty) {
        BigDecimal bought = at(asks.get(lead), qty).price();
        BigDecimal sold = at(bids, qty).price();
        Fee fee = fees.get(lead);
        return bought.add(fee.perContract(bought)).subtract(sold).add(fee.perContract(sold));
    }

    private BigDecimal capitalAt(BigDecimal qty) {
        BigDecimal sum = ZERO;
        for (int leg = 0; leg < asks.size(); leg++) {
            BigDecimal price = at(asks.get(leg), qty).price();
            sum = sum.add(price).add(fees.get(leg).perContract(price));
        }
        return sum;
    }

    BigDecimal g(BigDecimal qty) {
        BigDecimal money = payout.multiply(qty);
        for (int leg = 0; leg < asks.size(); leg++) {
            money = money.subtract(cost(asks.get(leg), qty))
                    .subtract(model(asks.get(leg), fees.get(leg), qty))
                    .subtract(allowances(asks.get(leg), fees.get(leg), qty));
        }
        BigDecimal unwind = overContracts(qty, this::lossAt)
                .add(allowances(asks.get(lead), fees.get(lead), qty))
                .add(allowances(bids, fees.get(lead), qty))
                .multiply(chance);
        BigDecimal hurdle =
                minEdge.multiply(qty).add(overContracts(qty, this::capitalAt).multiply(demanded));
        return money.subtract(unwind).subtract(hurdle);
    }

    private boolean isTaken(BigDecimal qty) {
        BigDecimal minQty = ZERO;
        for (Instrument.Rules each : rules) {
            minQty = minQty.max(decimal(each.minQtyMicros()));
        }
        if (qty.compareTo(minQty) < 0) {
            return false;
        }
        for (int leg = 0; leg < asks.size(); leg++) {
            Instrument.Rules each = rules.get(leg);
            BigDecimal spent = cost(asks.get(leg), qty);
            if (each.notionalStepMicros() > 0) {
                BigDecimal step = decimal(each.notionalStepMicros());
                spent = spent.divideToIntegralValue(step).multiply(step);
                if (spent.compareTo(cost(asks.get(leg), minQty)) < 0) {
                    return false; // what is left of it buys less than the smallest order
                }
            }
            if (spent.compareTo(decimal(each.minNotionalMicros())) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Tries every size. @return whether some size is in the books and taken by the venues */
    boolean run(long lotMicros, long roomMicros) {
        BigDecimal lot = decimal(lotMicros);
        BigDecimal most = depth(asks.get(0));
        for (List<Level> levels : asks) {
            most = most.min(depth(levels));
        }
        BigDecimal room = decimal(roomMicros);
        for (BigDecimal qty = lot; qty.compareTo(most) <= 0; qty = qty.add(lot)) {
            boolean taken = isTaken(qty);
            if (taken && smallest == null) {
                smallest = qty;
            }
            if (qty.compareTo(room) > 0) {
                if (smallest != null) {
                    break;
                }
                continue;
            }
            BigDecimal g = g(qty);
            if (!taken) {
                earnsBelowMin |= g.signum() > 0;
            } else if (g.compareTo(bestG) > 0) {
                bestG = g;
                bestQty = qty;
            }
        }
        return smallest != null;
    }
}
