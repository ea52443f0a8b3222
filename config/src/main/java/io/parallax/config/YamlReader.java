package io.parallax.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads YAML into nodes that keep their lines; a key written twice is a violation. */
final class YamlReader {
    private final JsonParser parser;
    private final Violations violations;

    private YamlReader(JsonParser parser, Violations violations) {
        this.parser = parser;
        this.violations = violations;
    }

    /** The top mapping; empty, with a violation, when the text is no YAML mapping. */
    static YamlNode.Mapping read(String yaml, Violations violations) {
        try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
            if (parser.nextToken() == null) {
                violations.add(1, "the file is empty; write it, see " + violations.example());
            } else {
                YamlNode node = new YamlReader(parser, violations).node();
                if (node instanceof YamlNode.Mapping top) {
                    violations.require(parser.nextToken() == null, line(parser), "a second document is not read");
                    return top;
                }
                violations.add(node.line(), "expected a mapping of sections");
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            violations.add(
                    line,
                    "not YAML: " + e.getOriginalMessage().lines().findFirst().orElse("unreadable"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new YamlNode.Mapping(1, Map.of());
    }

    private YamlNode node() throws IOException {
        int line = line(parser);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(line);
        }
        if (token == JsonToken.START_ARRAY) {
            List<YamlNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node());
            }
            return new YamlNode.Sequence(line, items);
        }
        return new YamlNode.Scalar(line, token == JsonToken.VALUE_NULL ? null : parser.getText());
    }

    private YamlNode.Mapping mapping(int line) throws IOException {
        Map<String, YamlNode.Member> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            int keyLine = line(parser);
            parser.nextToken();
            YamlNode.Member earlier = members.putIfAbsent(key, new YamlNode.Member(keyLine, node()));
            if (earlier != null) {
                violations.add(keyLine, key + ": written twice, first on line " + earlier.line());
            }
        }
        return new YamlNode.Mapping(line, members);
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
