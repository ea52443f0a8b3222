package io.parallax.app.doctor;

/**
 * One thing that was judged.
 *
 * @param id names it for ever, such as {@code polymarket.clock}
 * @param severity how grave
 * @param cause kind of fault; OTHER where there is none
 * @param fault what is wrong, or what is right
 * @param value what was found, never a secret
 * @param fix what to do; empty where nothing is to be done
 */
public record Finding(String id, Severity severity, Cause cause, String fault, String value, String fix) {
    /** How grave a finding is. */
    public enum Severity {
        /** As it should be. */
        OK,
        /** Trading is possible, and something should be known or done. */
        WARN,
        /** Trading is not possible, or would be wrong. */
        ERROR
    }

    static Finding ok(String id, String what, String value) {
        return new Finding(id, Severity.OK, Cause.OTHER, what, value, "");
    }

    static Finding warn(String id, String fault, String value, String fix) {
        return new Finding(id, Severity.WARN, Cause.OTHER, fault, value, fix);
    }

    static Finding error(String id, Cause cause, String fault, String value, String fix) {
        return new Finding(id, Severity.ERROR, cause, fault, value, fix);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** One line: fault, value and fix. */
    public String line() {
        return id + ": " + fault + (value.isEmpty() ? "" : " (" + value + ")") + (fix.isEmpty() ? "" : ": " + fix);
    }
}
