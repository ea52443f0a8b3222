package io.parallax.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where answers go: the {@code -o} option that every command has. */
final class Output {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json; default ${DEFAULT-VALUE}")
    private OutputFormat format;

    /** Prints one of the two renderings. */
    void print(String text, JsonNode json) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            out.println(
                    format == OutputFormat.JSON
                            ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json)
                            : text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot print the answer as JSON", e);
        }
        out.flush();
    }

    boolean isJson() {
        return format == OutputFormat.JSON;
    }
}
