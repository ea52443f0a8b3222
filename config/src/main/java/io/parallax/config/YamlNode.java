package io.parallax.config;

import java.util.List;
import java.util.Map;

/** A piece of a YAML file that knows its line. */
sealed interface YamlNode {
    int line();

    /** Text as written, whatever YAML would make of it; {@code null} for an empty value. */
    record Scalar(int line, String text) implements YamlNode {}

    /** Keys in order of the file. */
    record Mapping(int line, Map<String, Member> members) implements YamlNode {}

    /** Items in order of the file. */
    record Sequence(int line, List<YamlNode> items) implements YamlNode {}

    /** A key's own line and its value. */
    record Member(int line, YamlNode value) {}
}
