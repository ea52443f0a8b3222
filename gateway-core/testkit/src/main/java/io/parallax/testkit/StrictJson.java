package io.parallax.testkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The slow, strict reading of a JSON text: Jackson's parser behind a strict UTF-8 decoder, with the limits a venue frame
 * has to keep. What a fast decoder makes of a frame is held against this.
 */
public final class StrictJson {
    /** Containers within containers. */
    public static final int MAX_DEPTH = 16;
    /** Characters of one string. */
    public static final int MAX_STRING = 64 * 1024;
    /** Items of one array. */
    public static final int MAX_ITEMS = 10_000;
    /** Bytes of one frame. */
    public static final int MAX_FRAME = 1024 * 1024;

    /** Before the name of a member that stands twice; what it holds is of no use. */
    private static final String TWICE = "\0twice ";

    private static final int ANY = 1 << 30;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(ANY)
                    .maxStringLength(ANY)
                    .maxNameLength(ANY)
                    .build())
            .build();

    private StrictJson() {}

    /** The tree of a whole text, or null when the text is not JSON, not UTF-8 or beyond a limit. */
    public static JsonNode parse(byte[] bytes, int length) {
        if (length > MAX_FRAME) {
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
            try (JsonParser parser = FACTORY.createParser(text)) {
                if (parser.nextToken() == null) {
                    return null;
                }
                JsonNode tree = value(parser, 0);
                return parser.nextToken() == null ? tree : null;
            }
        } catch (CharacterCodingException e) {
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Whether a member of this name stands more than once in the object. */
    public static boolean isTwice(JsonNode object, String name) {
        return object.has(TWICE + name);
    }

    /**
     * The messages of a frame: the one object, or the items of an array.
     *
     * @param messages every message that stands whole before the first damage
     * @param starts where each begins, in characters of {@code text}
     * @param text the frame; what is not UTF-8 stands byte by byte
     * @param brokenFrom start of the message in which the text stops being JSON, -1 when all of it is
     */
    public record Frame(List<JsonNode> messages, List<Integer> starts, String text, int brokenFrom) {}

    /** Reads a frame message by message, as far as it is sound. */
    public static Frame frame(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        boolean sound =
                !StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError() && bytes.length <= MAX_FRAME;
        String text = out.flip().toString();
        List<JsonNode> messages = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        int broken = 0;
        try (JsonParser parser = FACTORY.createParser(text)) {
            boolean array = parser.nextToken() == JsonToken.START_ARRAY;
            if (array) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    broken = (int) parser.currentTokenLocation().getCharOffset();
                    messages.add(value(parser, 1));
                    starts.add(broken);
                    broken = (int) parser.currentLocation().getCharOffset();
                    limit(messages.size(), MAX_ITEMS, "array");
                }
            } else {
                messages.add(value(parser, 0));
                starts.add(0);
                broken = (int) parser.currentLocation().getCharOffset();
            }
            if (parser.nextToken() == null && sound) {
                broken = -1;
            }
        } catch (IOException e) {
            // What stands before the damage is in the lists.
            sound = false;
        }
        String tail = new String(bytes, in.position(), in.remaining(), StandardCharsets.ISO_8859_1);
        return new Frame(messages, starts, text + tail, broken);
    }

    private static JsonNode value(JsonParser parser, int depth) throws IOException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (parser.currentToken() == null) {
            throw new IOException("no value");
        }
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = nodes.objectNode();
                inside(depth + 1);
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    limit(name.length(), MAX_STRING, "name");
                    parser.nextToken();
                    JsonNode member = value(parser, depth + 1);
                    object.set(object.has(name) ? TWICE + name : name, member);
                }
                return object;
            }
            case START_ARRAY -> {
                ArrayNode array = nodes.arrayNode();
                inside(depth + 1);
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser, depth + 1));
                    limit(array.size(), MAX_ITEMS, "array");
                }
                return array;
            }
            case VALUE_STRING -> {
                limit(parser.getTextLength(), MAX_STRING, "string");
                return nodes.textNode(parser.getText());
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                // The text is kept: 1e0 is a number of JSON and no decimal of a venue.
                return new NumberText(parser.getText());
            }
            case VALUE_TRUE -> {
                return nodes.booleanNode(true);
            }
            case VALUE_FALSE -> {
                return nodes.booleanNode(false);
            }
            case VALUE_NULL -> {
                return nodes.nullNode();
            }
            default -> throw new IOException("token " + parser.currentToken());
        }
    }

    private static void inside(int depth) throws IOException {
        limit(depth, MAX_DEPTH, "nesting");
    }

    private static void limit(int value, int max, String what) throws IOException {
        if (value > max) {
            throw new IOException(what + " beyond " + max);
        }
    }

    /** A number that still knows how it was spelled. */
    private static final class NumberText extends DecimalNode {
        private static final long serialVersionUID = 1L;
        private final String text;

        NumberText(String text) {
            super(java.math.BigDecimal.ZERO);
            this.text = text;
        }

        @Override
        public String asText() {
            return text;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof NumberText number && number.text.equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }
}
