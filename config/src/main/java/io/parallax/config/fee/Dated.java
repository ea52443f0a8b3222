package io.parallax.config.fee;

import java.util.List;

/** A row of a table that is for some names during some days. */
interface Dated {
    String id();

    List<String> names();

    Days days();

    int line();
}
