package io.parallax.app.run;

import io.parallax.engine.port.CommandSink;
import io.parallax.engine.port.EngineLogic;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Where a demo or a test takes part in a session.
 *
 * @param engine puts something around the engine
 * @param observer sees every command before the gateways do; made once the session is set up
 */
public record SessionHooks(UnaryOperator<EngineLogic> engine, Function<TradingSession, CommandSink> observer) {
    /** Takes part in nothing. */
    public static final SessionHooks NONE =
            new SessionHooks(UnaryOperator.identity(), session -> (sequence, nanos, buffer, offset, length) -> {});

    /** Only looks. */
    public static SessionHooks observing(Function<TradingSession, CommandSink> observer) {
        return new SessionHooks(UnaryOperator.identity(), observer);
    }
}
