package io.parallax.app.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands before a venue on loopback, hands everything on, and keeps the first line of every request. */
public final class RecordingProxy implements AutoCloseable {
    private static final Pattern REQUEST = Pattern.compile("(GET|POST|PUT|PATCH|DELETE) (\\S+) HTTP/1\\.1\r\n");

    private final ServerSocket server;
    private final int target;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    public RecordingProxy(int target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** {@code METHOD path} of every request, queries left out. */
    public List<String> requests() {
        return requests;
    }

    /** Those that could change something at the venue; {@code POST /books} only reads. */
    public List<String> writes() {
        return requests.stream()
                .filter(request -> !request.startsWith("GET ") && !request.equals("POST /books"))
                .toList();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket venue = new Socket(InetAddress.getLoopbackAddress(), target);
                daemon(() -> pump(client, venue, true));
                daemon(() -> pump(venue, client, false));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void pump(Socket from, Socket to, boolean listen) {
        byte[] buffer = new byte[16_384];
        StringBuilder heard = new StringBuilder();
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read; (read = in.read(buffer)) > 0; ) {
                if (listen) {
                    heard.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                    hear(heard);
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            return; // one of them went away
        }
    }

    private void hear(StringBuilder heard) {
        Matcher matcher = REQUEST.matcher(heard);
        int end = 0;
        while (matcher.find()) {
            String path = matcher.group(2);
            int query = path.indexOf('?');
            requests.add(matcher.group(1) + " " + (query < 0 ? path : path.substring(0, query)));
            end = matcher.end();
        }
        heard.delete(0, Math.max(end, heard.length() - 2_048));
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "recording-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
