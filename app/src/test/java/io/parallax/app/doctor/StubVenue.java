package io.parallax.app.doctor;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A venue that answers what it is told to, for faults that no simulator has. */
public final class StubVenue implements AutoCloseable {
    private record Answer(int status, String type, String body) {}

    private final HttpServer server;
    private final Map<String, Answer> answers = new TreeMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    public StubVenue() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod() + " " + path);
            Answer answer = answers.getOrDefault(
                    exchange.getRequestMethod() + " " + path, new Answer(404, "application/json", "{}"));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What a request is answered with, JSON. */
    public StubVenue answer(String request, int status, String body) {
        answers.put(request, new Answer(status, "application/json", body));
        return this;
    }

    /** A page of the host before the venue. */
    public StubVenue page(String request, int status) {
        answers.put(
                request,
                new Answer(status, "text/html; charset=UTF-8", "<html>Attention Required! | Cloudflare</html>"));
        return this;
    }

    public List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
