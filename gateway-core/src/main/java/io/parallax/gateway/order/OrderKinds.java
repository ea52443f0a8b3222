package io.parallax.gateway.order;

import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.gateway.budget.RequestKind;

/** Which orders may take the last tokens of a budget: those that complete or close what is open. */
public final class OrderKinds {
    private OrderKinds() {}

    public static RequestKind of(SubmitOrderDecoder order) {
        int purpose = order.purposeRaw();
        boolean closes = purpose == Purpose.HEDGE.value()
                || purpose == Purpose.UNWIND.value()
                || purpose == Purpose.FLATTEN.value()
                || purpose == Purpose.EXIT.value();
        return closes ? RequestKind.HEDGE : RequestKind.ORDER;
    }
}
