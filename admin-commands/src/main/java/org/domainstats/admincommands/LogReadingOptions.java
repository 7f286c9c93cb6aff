package org.domainstats.admincommands;

import org.domainstats.logformats.Fields;
import org.domainstats.logformats.LogFormat;
import org.domainstats.logformats.ReadingOptions;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.regex.Pattern;

/** The options of commands that read logs: what a log is, and where the name stands in a line. */
public final class LogReadingOptions {

    private static final Pattern KEYS =
            Pattern.compile("[^.\\[\\]]{1,256}(\\.[^.\\[\\]]{1,256}){0,15}");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "in place of recognising it, one of zeek, json, bind, unbound, dnsmasq,"
                            + " windows-dns, sysmon-xml, sysmon-text, squid, resolver, firewall,"
                            + " key-value, csv, names")
    private @Nullable String format;

    @Option(
            names = "--name-path",
            paramLabel = "PATH",
            description = "where JSON has the name: keys with dots between")
    private @Nullable String namePath;

    @Option(
            names = "--name-column",
            paramLabel = "COLUMN",
            description = "where CSV or Zeek has the name: its name, or its number in CSV")
    private @Nullable String nameColumn;

    /**
     * With the fields that are added to lines.
     *
     * @throws ParameterException if there is no such format
     */
    public ReadingOptions with(Fields fields) {
        return new ReadingOptions(fields, known(format), keys(namePath), nameColumn);
    }

    /** Also as jq and JSONPath write it: {@code .answers[].name}, {@code $.answers[*].name}. */
    private @Nullable String keys(@Nullable String path) {
        if (path == null) {
            return null;
        }
        String keys = path.replaceFirst("^\\$?\\.", "").replaceAll("\\[\\*?]", "");
        if (!KEYS.matcher(keys).matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--name-path: "
                            + path
                            + " is not up to sixteen keys with dots between, as dns.question.name");
        }
        return keys;
    }

    private @Nullable LogFormat known(@Nullable String word) {
        LogFormat known = word == null ? null : LogFormat.of(word);
        if (word != null && known == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--format: there is no " + word + "; there are " + LogFormat.words());
        }
        return known;
    }
}
