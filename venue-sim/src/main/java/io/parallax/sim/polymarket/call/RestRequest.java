package io.parallax.sim.polymarket.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * One REST call, copied out of the network buffer.
 *
 * @param path without the query string
 * @param body the exact bytes received, empty when there were none
 */
public record RestRequest(
        String method, String path, Map<String, List<String>> query, HttpHeaders headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Copies a request. */
    public static RestRequest of(FullHttpRequest request) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        return new RestRequest(
                request.method().name(),
                uri.path(),
                uri.parameters(),
                request.headers().copy(),
                ByteBufUtil.getBytes(request.content()));
    }

    /** A query parameter, "" when absent. */
    public String parameter(String name) {
        List<String> values = query.get(name);
        return values == null ? "" : values.get(0);
    }

    /** The body as JSON. */
    public JsonNode json() {
        return parse(body);
    }

    /** Text of a socket frame as JSON, or a missing node when it is none. */
    public static JsonNode jsonOrMissing(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            throw Refusal.badRequest("Invalid payload");
        }
    }
}
