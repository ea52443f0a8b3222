package io.parallax.app.simulate.defect;

/** A planted defect cannot be applied. */
public final class UnusableDefect extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableDefect(Defect defect, String why) {
        super("defect " + defect.name() + ": " + why);
    }
}
