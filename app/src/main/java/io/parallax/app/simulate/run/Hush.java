package io.parallax.app.simulate.run;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Silences the logs of what is simulated, where trouble is the point; gives them back when closed. The logging library is
 * only there at run time; one whose loggers take no level goes on talking.
 */
public final class Hush implements AutoCloseable {
    private static final List<String> NAMES = List.of("io.parallax.gateway", "io.parallax.sim");

    private final List<Object> before = new ArrayList<>();

    public Hush() {
        for (String name : NAMES) {
            before.add(change(name, null, true));
        }
    }

    /** @return the level before, null when it had none of its own */
    private static Object change(String name, Object level, boolean off) {
        Logger logger = LoggerFactory.getLogger(name);
        try {
            for (Method method : logger.getClass().getMethods()) {
                if (method.getName().equals("setLevel") && method.getParameterCount() == 1) {
                    Object old = logger.getClass().getMethod("getLevel").invoke(logger);
                    Class<?> levels = method.getParameterTypes()[0];
                    method.invoke(logger, off ? levels.getField("OFF").get(null) : level);
                    return old;
                }
            }
        } catch (ReflectiveOperationException e) {
            logger.debug("this logger takes no level", e);
        }
        return null;
    }

    @Override
    public void close() {
        for (int i = 0; i < NAMES.size(); i++) {
            change(NAMES.get(i), before.get(i), false);
        }
    }
}
