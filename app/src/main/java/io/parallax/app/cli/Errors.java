package io.parallax.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.config.ConfigException;
import io.parallax.config.secret.SecretException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns whatever went wrong into one clear line and an exit code; stack traces only with PARALLAX_DEBUG=1. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final boolean debug;

    Errors(boolean debug) {
        this.debug = debug;
    }

    @Override
    public int handleParseException(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String line = firstLine(problem) + " (see '" + name + " --help')";
        return end(command, List.of(args), ExitCode.USAGE, List.of(line), problem);
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
        List<String> args = parsed.originalArgs();
        if (problem instanceof CliException ended) {
            return end(command, args, ended.code(), List.of(ended.getMessage()), ended);
        }
        if (problem instanceof ConfigException refused) {
            ExitCode code = refused.isOfCredentials() ? ExitCode.CREDENTIALS : ExitCode.CONFIG;
            return end(command, args, code, refused.problems(), null);
        }
        if (problem instanceof SecretException refused) {
            return end(command, args, ExitCode.CREDENTIALS, List.of(refused.getMessage()), null);
        }
        if (problem instanceof NoSuchFileException missing) {
            String line = missing.getFile() + ": there is no such file";
            return end(command, args, ExitCode.NOT_FOUND, List.of(line), missing);
        }
        String line = "internal error: " + firstLine(problem) + " (PARALLAX_DEBUG=1 shows where)";
        return end(command, args, ExitCode.INTERNAL, List.of(line), problem);
    }

    private int end(CommandLine command, List<String> args, ExitCode code, List<String> lines, Throwable cause) {
        PrintWriter err = command.getErr();
        lines.forEach(line -> err.println("parallax: " + line));
        if (debug && cause != null) {
            cause.printStackTrace(err);
        }
        err.flush();
        if (wantsJson(args)) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.putObject("error")
                    .put("code", code.code())
                    .put("name", code.name())
                    .put("message", String.join("\n", lines));
            command.getOut().println(answer);
            command.getOut().flush();
        }
        return code.code();
    }

    /** Read from the words themselves, since they may be what could not be parsed. */
    private static boolean wantsJson(List<String> args) {
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            boolean named = arg.equals("-o") || arg.equals("--output");
            if (named && i + 1 < args.size() && args.get(i + 1).equals("json")
                    || List.of("-ojson", "-o=json", "--output=json").contains(arg)) {
                return true;
            }
        }
        return false;
    }

    private static String firstLine(Throwable problem) {
        String message = problem.getMessage();
        if (message == null || message.isBlank()) {
            return problem.getClass().getSimpleName();
        }
        return message.lines().findFirst().orElseThrow();
    }
}
