package io.parallax.app.cli;

import io.parallax.codecs.sbe.Venue;
import io.parallax.config.Mode;
import io.parallax.config.RuntimeSettings;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;

/** Entry of the process. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        int code = commandLine(System.getenv()).execute(args);
        System.out.flush();
        System.exit(code);
    }

    /** Runs one command with streams of the caller's. @return its exit code */
    public static int execute(String[] args, PrintWriter out, PrintWriter err) {
        int code = commandLine(System.getenv()).setOut(out).setErr(err).execute(args);
        out.flush();
        err.flush();
        return code;
    }

    /** The whole command line, ready to execute. */
    static CommandLine commandLine(Map<String, String> environment) {
        Errors errors = new Errors("1".equals(environment.get("PARALLAX_DEBUG")));
        return new CommandLine(new ParallaxCommand())
                .registerConverter(OutputFormat.class, OutputFormat::parse)
                .registerConverter(RuntimeSettings.Layout.class, Options::layout)
                .registerConverter(Mode.class, Options::mode)
                .registerConverter(Venue.class, VenueOption::parse)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setUsageHelpAutoWidth(true);
    }
}
