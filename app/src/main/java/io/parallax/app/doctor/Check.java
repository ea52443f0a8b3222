package io.parallax.app.doctor;

import java.util.List;

/** One thing the doctor looks at. Blocking; reads only. */
@FunctionalInterface
interface Check {
    /** What was found; never empty, and a thing that could not be judged is a finding too. */
    List<Finding> run();
}
