package org.domainstats.composition;

import org.domainstats.base.ScheduledTasks;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.store.Store;

import java.time.Duration;
import java.util.Map;

/** A demonstration: an invented log in a store that is thrown away, and nobody outside is asked. */
final class Demo implements AutoCloseable {

    private static final String PREFIX = "domain-stats-demo";
    private static final Duration PACE = Duration.ofSeconds(6);

    /** What would reach the outside, or bring real names in. */
    private static final Map<SettingKey, String> OVERRIDES =
            Map.of(
                    SettingKey.RDAP,
                    "off",
                    SettingKey.WHOIS,
                    "off",
                    SettingKey.COMMUNITY,
                    "off",
                    SettingKey.FEED,
                    SettingKey.FEED.initial(),
                    SettingKey.EVENT_OUTPUTS,
                    SettingKey.EVENT_OUTPUTS.initial(),
                    SettingKey.INPUTS,
                    SettingKey.INPUTS.initial());

    private final ScheduledTasks tasks = new ScheduledTasks("demo");

    private Demo() {}

    /** The settings with a new folder, which only its owner may enter. */
    static Settings settings(Settings given) {
        Settings settings = TemporaryFolder.in(given, PREFIX, "--demo");
        for (Map.Entry<SettingKey, String> each : OVERRIDES.entrySet()) {
            settings = settings.with(each.getKey(), each.getValue(), "--demo");
        }
        return settings;
    }

    /** Fills the store, and has more come. */
    static Demo start(Store store) {
        Demo demo = new Demo();
        DemoLog log = DemoLog.fill(store, Wiring.clock().instant());
        demo.tasks.every(PACE, "have a name come", () -> log.next(Wiring.clock().instant()));
        return demo;
    }

    /** No name comes any more. */
    @Override
    public void close() {
        tasks.close();
    }
}
