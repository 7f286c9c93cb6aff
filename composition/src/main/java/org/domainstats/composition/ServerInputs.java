package org.domainstats.composition;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;

import org.domainstats.base.AtomicFile;
import org.domainstats.base.Deadline;
import org.domainstats.base.Stoppable;
import org.domainstats.inputs.InputAddress;
import org.domainstats.inputs.InputCounters;
import org.domainstats.inputs.InputSet;
import org.domainstats.inputs.InputSettings;
import org.domainstats.inputs.OwnQuestions;
import org.domainstats.lookup.LookupEngine;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.store.Store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The inputs of a server, as the settings say. */
final class ServerInputs implements Stoppable {

    private static final String PREFIX = "domain.stats.input.";
    private static final int NODE_BYTES = 8;

    private final InputSet inputs;

    private ServerInputs(InputSet inputs) {
        this.inputs = inputs;
    }

    static ServerInputs start(
            Settings settings,
            DataFolder folder,
            OwnQuestions own,
            Store store,
            LookupEngine engine) {
        List<InputAddress> addresses = addresses(settings);
        InputSettings shared =
                new InputSettings(
                        folder.hostnames(),
                        engine::record,
                        own,
                        addresses.isEmpty() || folder.shared() == null ? "" : node(folder),
                        Wiring.clock());
        try {
            return new ServerInputs(InputSet.start(addresses, shared, store.inputs()));
        } catch (UncheckedIOException e) {
            throw new CommandException(e.getMessage() + ": " + ErrorMessages.rootReason(e), e);
        }
    }

    static List<InputAddress> addresses(Settings settings) {
        List<InputAddress> addresses = new ArrayList<>();
        for (String text : settings.list(SettingKey.INPUTS)) {
            InputAddress address = address(settings, text);
            if (addresses.stream().anyMatch(each -> each.text().equals(text))) {
                throw wrong(settings, text, "it is there twice");
            }
            addresses.add(address);
        }
        return addresses;
    }

    private static InputAddress address(Settings settings, String text) {
        InputAddress address;
        try {
            address = InputAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong(settings, text, String.valueOf(e.getMessage()));
        }
        if (address instanceof InputAddress.Port port
                && !port.address().getAddress().isLoopbackAddress()
                && port.from().isEmpty()
                && !settings.isOn(SettingKey.ALLOW_ANONYMOUS)) {
            throw wrong(
                    settings,
                    text,
                    "everybody could send to it; say who may, as in "
                            + text
                            + "?from=192.0.2.0/24, or set allow-anonymous");
        }
        return address;
    }

    private static SettingException wrong(Settings settings, String text, String why) {
        return new SettingException(
                settings.origin(SettingKey.INPUTS) + ": inputs, " + text + ": " + why);
    }

    /** What tells the logs of this server from those of another one that shares the store. */
    private static String node(DataFolder folder) {
        Path file = folder.nodeId();
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[NODE_BYTES];
                new SecureRandom().nextBytes(random);
                AtomicFile.write(
                        file,
                        HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII),
                        AtomicFile.Access.OWNER);
            }
            return Files.readString(file).strip() + " ";
        } catch (IOException e) {
            throw new CommandException(file + " cannot be used: " + ErrorMessages.reason(e), e);
        }
    }

    void show(MeterRegistry meters) {
        for (InputCounters input : inputs.counters()) {
            counter(
                    meters,
                    "rows",
                    "lines, messages and frames that were read",
                    input,
                    InputCounters::rows);
            counter(
                    meters,
                    "names",
                    "names in them that are in public domains, and recorded",
                    input,
                    InputCounters::names);
            counter(
                    meters,
                    "first.contacts",
                    "first contacts among them",
                    input,
                    InputCounters::firstContacts);
            counter(
                    meters,
                    "own.questions",
                    "questions of this program itself, which were left out",
                    input,
                    InputCounters::ownQuestions);
            for (InputCounters.Drop why : InputCounters.Drop.values()) {
                FunctionCounter.builder(PREFIX + "dropped", input, each -> each.dropped(why))
                        .description("what came and was not recorded")
                        .tags("input", input.input(), "reason", why.word())
                        .register(meters);
            }
            TimeGauge.builder(
                            PREFIX + "position.age",
                            input,
                            TimeUnit.MILLISECONDS,
                            each -> (double) each.age().toMillis())
                    .description("since all that there was had been recorded")
                    .tag("input", input.input())
                    .register(meters);
        }
    }

    private static void counter(
            MeterRegistry meters,
            String name,
            String description,
            InputCounters input,
            ToDoubleFunction<InputCounters> value) {
        FunctionCounter.builder(PREFIX + name, input, value)
                .description(description)
                .tag("input", input.input())
                .register(meters);
    }

    @Override
    public void stop() {
        inputs.stop();
    }

    @Override
    public void close(Deadline deadline) {
        inputs.close(deadline);
    }
}
