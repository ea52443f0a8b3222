package io.parallax.app.simulate.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Settings with some values changed by name, whatever else their record holds. */
final class Variation {
    private Variation() {}

    /**
     * The same record with other values.
     *
     * @throws IllegalArgumentException when a name is none of its components
     */
    static <R extends Record> R of(R record, Map<String, Object> changes) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        Set<String> unknown = new HashSet<>(changes.keySet());
        try {
            for (int i = 0; i < components.length; i++) {
                String name = components[i].getName();
                types[i] = components[i].getType();
                values[i] =
                        changes.getOrDefault(name, components[i].getAccessor().invoke(record));
                unknown.remove(name);
            }
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException(record.getClass().getSimpleName() + " has no " + unknown);
            }
            @SuppressWarnings("unchecked")
            R changed = (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
            return changed;
        } catch (NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalStateException("cannot vary " + record.getClass().getSimpleName(), e);
        }
    }
}
