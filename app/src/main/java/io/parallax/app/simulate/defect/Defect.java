package io.parallax.app.simulate.defect;

/**
 * A planted defect.
 *
 * @param name short, lower case with dashes
 * @param invariant that it breaks, or several with a bar between them; the first to be broken depends on the history
 * @param seeds within which it is found, from 1 on
 * @param profile of faults under which it is looked for
 * @param file source, relative to the project
 * @param meaning what it does wrong
 * @param find text of the source, there exactly once
 * @param replace what stands in its place
 */
public record Defect(
        String name,
        String invariant,
        int seeds,
        String profile,
        String file,
        String meaning,
        String find,
        String replace) {
    /** Whether breaking this invariant is what was expected. */
    public boolean breaks(String id) {
        for (String each : invariant.split("\\|")) {
            if (each.equals(id)) {
                return true;
            }
        }
        return false;
    }
}
