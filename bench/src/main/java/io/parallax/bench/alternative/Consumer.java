package io.parallax.bench.alternative;

/** A daemon thread that polls until it is closed. */
final class Consumer implements AutoCloseable {
    /** One bounded piece of work. */
    interface Poll {
        void once() throws InterruptedException;
    }

    private final Thread thread;
    private volatile boolean stopped;

    Consumer(String name, Poll poll) {
        thread = new Thread(
                () -> {
                    try {
                        while (!stopped) {
                            poll.once();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt(); // closed while it was waiting
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
