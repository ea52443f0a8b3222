package io.parallax.gateway.polymarket.keys;

import io.parallax.gateway.problem.VenueProblem;

/** The venue gave no credentials; the message is one line that names what failed, why, and the remedy. */
public final class ApiKeyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final VenueProblem problem;

    ApiKeyException(VenueProblem problem, String what) {
        super(what + "; " + problem.fix());
        this.problem = problem;
    }

    public VenueProblem problem() {
        return problem;
    }
}
