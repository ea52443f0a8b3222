package io.parallax.sim.fault;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One open connection of a client: what the venue sends passes here and suffers the faults of the line. Loop only. */
public final class Line {
    private static final int FRAGMENT_BYTES = 16 * 1024;
    private static final long FRAGMENT_EVERY_MS = 5;
    private static final long DRIP_EVERY_MS = 20;
    private static final int DRIP_BYTES = 100_000;
    private static final int TEXT_FINAL = 0x81;
    private static final int LONG_LENGTH = 127;

    private final Lines lines;
    private final Channel channel;
    private final Voice voice;
    private final List<Active> active = new ArrayList<>();
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private int slot = -1;
    private boolean halfOpen;
    private boolean inMessage;
    private String swapped;

    /** A fault at work. */
    private static final class Active {
        private final Fault fault;
        private long left;

        Active(Fault fault) {
            this.fault = fault;
            this.left = fault.count();
        }
    }

    private record Held(long dueNs, String text) {}

    Line(Lines lines, Channel channel, Voice voice) {
        this.lines = lines;
        this.channel = channel;
        this.voice = voice;
    }

    /** Place among the venue's open connections; a client that comes back takes the lowest free one. */
    public int slot() {
        return slot;
    }

    boolean follows(String marketId) {
        return voice.follows(marketId);
    }

    void slot(int newSlot) {
        slot = newSlot;
    }

    /** The connection has ended. */
    public void closed() {
        lines.closed(this);
    }

    /** Whether what the client sends is to be ignored. */
    public boolean isDeaf() {
        return halfOpen;
    }

    /** Whether the venue never gets to send this; to be asked before the frame takes a number. */
    public boolean withholds(FrameKind frame, String marketId) {
        return halfOpen || !active.isEmpty() && take(Fault.Kind.WITHHOLD, frame, marketId) != null;
    }

    /** How late the snapshot of a market is to come, ns; 0 for at once. */
    public long snapshotDelayNs(String marketId) {
        Fault late = active.isEmpty() ? null : take(Fault.Kind.LATE_SNAPSHOT, FrameKind.SNAPSHOT, marketId);
        return late == null ? 0 : late.amount();
    }

    /** Writes a frame, or what the line's faults make of it; {@link #flush} sends it. */
    public void write(FrameKind frame, String marketId, String text) {
        if (halfOpen || inMessage) {
            return;
        }
        if (active.isEmpty()) {
            put(text);
            return;
        }
        suffer(frame, marketId, text);
    }

    /** Sends what was written. */
    public void flush() {
        channel.flush();
    }

    private void suffer(FrameKind frame, String marketId, String text) {
        if (take(Fault.Kind.DROP, frame, marketId) != null) {
            return;
        }
        String changed = text;
        if (take(Fault.Kind.TRUNCATE, frame, marketId) != null) {
            changed = BadText.half(changed);
        }
        if (take(Fault.Kind.HOSTILE, frame, marketId) != null) {
            changed = lines.badText().hostile(changed);
        }
        if (take(Fault.Kind.CENTS, frame, marketId) != null) {
            changed = BadText.inCents(changed);
        }
        Fault wrong = take(Fault.Kind.WRONG_TIME, frame, marketId);
        if (wrong != null) {
            changed = BadText.wrongTimes(changed, WrongTime.values()[(int) wrong.amount()]);
        }
        Fault late = take(Fault.Kind.DELAY, frame, marketId);
        if (late != null) {
            hold(changed, late.amount());
        } else if (take(Fault.Kind.REORDER, frame, marketId) != null) {
            swap(changed);
        } else {
            put(changed);
            if (take(Fault.Kind.DUPLICATE, frame, marketId) != null) {
                put(changed);
            }
        }
    }

    private Fault take(Fault.Kind kind, FrameKind frame, String marketId) {
        for (Iterator<Active> all = active.iterator(); all.hasNext(); ) {
            Active next = all.next();
            if (next.fault.kind() == kind && next.fault.matches(frame, marketId)) {
                if (next.left != Fault.ENDLESS && --next.left == 0) {
                    all.remove();
                }
                lines.hit(kind);
                return next.fault;
            }
        }
        return null;
    }

    private void put(String text) {
        channel.write(new TextWebSocketFrame(text));
    }

    private void swap(String text) {
        if (swapped == null) {
            swapped = text;
            return;
        }
        put(text);
        put(swapped);
        swapped = null;
    }

    private void hold(String text, long delayNs) {
        held.add(new Held(nanoTime() + delayNs, text));
        after(delayNs, this::release);
    }

    private void release() {
        long nowNs = nanoTime();
        while (!held.isEmpty() && held.peek().dueNs() <= nowNs) {
            write(FrameKind.CONTROL, null, held.remove().text());
        }
        flush();
    }

    /** Lets a fault begin. */
    void suffer(Fault fault) {
        if (fault.isOfFrames()) {
            active.add(new Active(fault));
            return;
        }
        lines.hit(fault.kind());
        switch (fault.kind()) {
            case HALF_OPEN -> halfOpen = true;
            case GARBAGE -> say(lines.badText().nextGarbage());
            case UNKNOWN_TYPE -> say(voice.unknownMessage());
            case GIANT -> say(BadText.giant(fault.amount()));
            case FRAGMENTS -> beginFragments();
            case DRIP -> beginDrip();
            case SUBSCRIPTION_ERROR -> voice.failSubscription((int) fault.amount());
            case CLOSE ->
                channel.writeAndFlush(new CloseWebSocketFrame((int) fault.amount(), "on demand"))
                        .addListener(ChannelFutureListener.CLOSE);
            case RESET -> reset(channel);
            default -> throw new IllegalStateException("not a fault of the connection: " + fault.kind());
        }
    }

    /** Ends every fault that has an end: what was held goes out, a dead connection speaks again. */
    void cure() {
        active.clear();
        halfOpen = false;
        if (swapped != null) {
            put(swapped);
            swapped = null;
        }
        while (!held.isEmpty()) {
            put(held.remove().text());
        }
        flush();
    }

    /** Ends a connection by a reset instead of an orderly end. */
    static void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }

    private void say(String text) {
        write(FrameKind.CONTROL, null, text);
        flush();
    }

    private void beginFragments() {
        if (inMessage) {
            return;
        }
        inMessage = true;
        channel.writeAndFlush(new TextWebSocketFrame(false, 0, "{\"pad\":\""));
        fragment();
    }

    private void fragment() {
        if (channel.isActive()) {
            if (channel.isWritable()) {
                channel.writeAndFlush(new ContinuationWebSocketFrame(false, 0, "x".repeat(FRAGMENT_BYTES)));
            }
            after(TimeUnit.MILLISECONDS.toNanos(FRAGMENT_EVERY_MS), this::fragment);
        }
    }

    /** Raw bytes pass the frame encoder unchanged: the header announces more than will ever come in time. */
    private void beginDrip() {
        if (inMessage) {
            return;
        }
        inMessage = true;
        ByteBuf header = Unpooled.buffer(10);
        header.writeByte(TEXT_FINAL).writeByte(LONG_LENGTH).writeLong(DRIP_BYTES);
        channel.writeAndFlush(header);
        drip(DRIP_BYTES);
    }

    private void drip(int left) {
        if (channel.isActive() && left > 0) {
            channel.writeAndFlush(Unpooled.copiedBuffer(" ", StandardCharsets.US_ASCII));
            after(TimeUnit.MILLISECONDS.toNanos(DRIP_EVERY_MS), () -> drip(left - 1));
        } else {
            inMessage = false;
        }
    }

    private long nanoTime() {
        return channel.eventLoop().ticker().nanoTime();
    }

    private void after(long delayNs, Runnable work) {
        channel.eventLoop().schedule(work, delayNs, TimeUnit.NANOSECONDS);
    }
}
