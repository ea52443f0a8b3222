package io.parallax.app.cli;

import io.parallax.app.run.TradingSession;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP and SIGUSR2 as a halt, where the machine has them. By reflection: the class that takes signals is of the JDK and has no
 * other name.
 */
final class HaltSignals {
    private static final Logger LOG = LoggerFactory.getLogger(HaltSignals.class);
    private static final String[] NAMES = {"HUP", "USR2"};

    private TradingSession session;
    private String early = "";

    private HaltSignals() {}

    /** From here on a signal halts what {@link #reaches}, or will. */
    static HaltSignals install() {
        HaltSignals signals = new HaltSignals();
        signals.handle(signals::halt);
        return signals;
    }

    /** Signals halt this session; one that came before does so now. */
    synchronized void reaches(TradingSession trading) {
        session = trading;
        if (!early.isEmpty()) {
            trading.haltBySignal(early);
        }
    }

    private synchronized void halt(String name) {
        early = name;
        if (session != null) {
            session.haltBySignal(name);
        }
    }

    /** @param halt is given the name of the signal, on a thread of its own */
    private void handle(Consumer<String> halt) {
        for (String name : NAMES) {
            try {
                Class<?> signal = Class.forName("sun.misc.Signal");
                Class<?> handler = Class.forName("sun.misc.SignalHandler");
                InvocationHandler told = (proxy, method, args) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return switch (method.getName()) {
                            case "hashCode" -> System.identityHashCode(proxy);
                            case "equals" -> proxy == args[0];
                            default -> "halt by SIG" + name;
                        };
                    }
                    halt.accept(name);
                    return null;
                };
                Object made = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, told);
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), made);
            } catch (ReflectiveOperationException e) {
                LOG.info("SIG{} does not halt on this machine: {}", name, String.valueOf(e.getCause()));
            }
        }
    }
}
