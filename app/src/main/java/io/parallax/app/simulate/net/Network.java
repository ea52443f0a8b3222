package io.parallax.app.simulate.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPromise;
import io.parallax.app.simulate.time.SimLoop;
import io.parallax.app.simulate.time.SimTime;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Every connection of a run. */
public final class Network {
    private static final InetSocketAddress LOCAL = InetSocketAddress.createUnresolved("process.sim", 1);

    private final SimTime time;
    private final WrittenListener written;
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final List<Link> links = new ArrayList<>();
    private int channels;

    /** Hears what a client gives to its connection, before anything can happen to it. */
    @FunctionalInterface
    public interface WrittenListener {
        /** @param bytes not to be kept or changed */
        void onWritten(Link link, ByteBuf bytes);
    }

    public Network(SimTime time, WrittenListener written) {
        this.time = time;
        this.written = written;
    }

    /**
     * Lets somebody listen.
     *
     * @param host and port of the address
     * @param loop of the listener
     * @param clients prepares each connection
     * @param latencyNs one way
     */
    public Route listen(
            String host, int port, SimLoop loop, ChannelHandler clients, long latencyNs, SplittableRandom random) {
        Route route = new Route(InetSocketAddress.createUnresolved(host, port), loop, clients, latencyNs, random);
        routes.put(host + ":" + port, route);
        return route;
    }

    /** A channel that dials. */
    public Channel newChannel() {
        return new SimChannel(this);
    }

    /** Connections that are up, oldest first. */
    public List<Link> links() {
        return List.copyOf(links);
    }

    /** Connections of a route that are up, oldest first. */
    public List<Link> links(Route route) {
        return links.stream().filter(link -> link.route() == route).toList();
    }

    void dial(SimChannel client, InetSocketAddress to, ChannelPromise promise) {
        Route route = routes.get(to.getHostString() + ":" + to.getPort());
        if (route == null) {
            throw new IllegalStateException("nobody ever listens at " + to);
        }
        long latencyNs = route.latencyNs();
        client.after(2 * latencyNs, () -> {
            if (!client.isOpen()) {
                return;
            }
            if (route.isDown()) {
                client.refused(promise);
                return;
            }
            Link link = new Link(this, route, client);
            SimChannel server = new SimChannel(this, link);
            link.server(server);
            links.add(link);
            server.pipeline().addLast(route.clients());
            route.loop().register(server);
            client.connected(link, promise);
        });
    }

    /** The process is gone, and its ends of all connections with it. */
    public void clientsGone() {
        List<Link> lost = List.copyOf(links);
        links.clear();
        lost.forEach(Link::clientGone);
    }

    void forget(Link link) {
        links.remove(link);
    }

    void tellWritten(Link link, ByteBuf bytes) {
        written.onWritten(link, bytes);
    }

    long nowNs() {
        return time.nanoTime();
    }

    int nextChannelNumber() {
        return ++channels;
    }

    InetSocketAddress localAddress() {
        return LOCAL;
    }
}
