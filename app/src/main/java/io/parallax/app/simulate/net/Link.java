package io.parallax.app.simulate.net;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * One connection between a client and a venue. Bytes keep their order, as TCP keeps it, and arrive after the latency of
 * the route; the connection can be cut, go dead in either direction, or take no more bytes. Frames are lost, doubled or
 * swapped by the venue that sends them, not here.
 */
public final class Link {
    private final Network network;
    private final Route route;
    private final SimChannel client;
    private SimChannel server;
    private long clientLastNs;
    private long serverLastNs;
    private boolean deadToServer;
    private boolean deadToClient;
    private boolean choked;
    private boolean closed;
    private boolean garbled;

    Link(Network network, Route route, SimChannel client) {
        this.network = network;
        this.route = route;
        this.client = client;
    }

    /** Where it was dialled to. */
    public InetSocketAddress address() {
        return route.address();
    }

    /** The route it belongs to. */
    public Route route() {
        return route;
    }

    /** Whether it ended. */
    public boolean isClosed() {
        return closed;
    }

    void server(SimChannel made) {
        server = made;
    }

    boolean isChoked(SimChannel writer) {
        return choked && writer == client;
    }

    void carry(SimChannel from, ByteBuf bytes) {
        boolean toServer = from == client;
        if (toServer) {
            network.tellWritten(this, bytes);
        }
        if (closed || (toServer ? deadToServer : deadToClient)) {
            bytes.release();
            return;
        }
        ByteBuf carried = bytes;
        if (garbled && !toServer) {
            garbled = false;
            carried = garbled(bytes);
        }
        ByteBuf sent = carried;
        SimChannel to = toServer ? server : client;
        to.after(delayNs(toServer), () -> {
            if (toServer ? deadToServer : deadToClient) {
                sent.release();
            } else {
                to.received(sent);
            }
        });
    }

    /** Bytes never overtake those before them. */
    private long delayNs(boolean toServer) {
        long nowNs = network.nowNs();
        long atNs = nowNs + route.latencyNs();
        if (toServer) {
            clientLastNs = Math.max(clientLastNs, atNs);
            return clientLastNs - nowNs;
        }
        serverLastNs = Math.max(serverLastNs, atNs);
        return serverLastNs - nowNs;
    }

    void closedBy(SimChannel end) {
        if (closed) {
            return;
        }
        closed = true;
        network.forget(this);
        boolean byClient = end == client;
        SimChannel other = byClient ? server : client;
        boolean untold = byClient ? deadToServer : deadToClient;
        if (other != null && !untold) {
            other.after(delayNs(byClient), other::peerClosed);
        }
    }

    /** The client's process is gone; the venue learns it as fast as bytes travel. */
    void clientGone() {
        if (!closed) {
            closed = true;
            if (server != null && !deadToServer) {
                server.after(delayNs(true), server::peerClosed);
            }
        }
    }

    /** Makes the next bytes for the client unreadable. */
    public void garbleNext() {
        garbled = true;
    }

    private static ByteBuf garbled(ByteBuf bytes) {
        ByteBuf copy = bytes.copy();
        bytes.release();
        for (int i = copy.writerIndex() - 1; i >= 0 && copy.getByte(i) != '\n'; i--) {
            copy.setByte(i, '#');
        }
        return copy;
    }

    /** The connection breaks: both ends learn it at once. */
    public void cut() {
        if (!closed) {
            closed = true;
            network.forget(this);
            List<SimChannel> ends = new ArrayList<>(List.of(client));
            if (server != null) {
                ends.add(server);
            }
            ends.forEach(end -> end.after(0, end::peerClosed));
        }
    }

    /** Nothing arrives any more in either direction, and nobody is told. */
    public void goDead() {
        deadToClient = true;
        deadToServer = true;
    }

    /** What the venue says no longer arrives; what we say does. */
    public void goDeaf() {
        deadToClient = true;
    }

    /** The client's bytes stay in its buffers, as if the peer did not read. */
    public void choke(boolean on) {
        choked = on;
        if (!on) {
            client.after(0, client::resumeWriting);
        }
    }
}
