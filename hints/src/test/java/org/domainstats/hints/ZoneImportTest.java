package org.domainstats.hints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.domainstats.hints.ImportFixture.DAY;
import static org.domainstats.hints.ImportFixture.NOW;

import org.domainstats.hints.HintImporter.Progress;
import org.domainstats.hints.HintImporter.Task;
import org.domainstats.model.Hint;
import org.domainstats.model.Hint.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

@SuppressWarnings("StringConcatToTextBlock") // Ends of lines and tabs are what is tested.
class ZoneImportTest {

    @TempDir private Path folder;

    private ImportFixture fixture;

    @BeforeEach
    void open() {
        fixture = new ImportFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void whatASecondZoneFileHasMoreWasAdded() throws IOException {
        Path one = zone("one", Stream.of("a.com.", "b.com.", "c.com."));
        Path two =
                Files.writeString(
                        folder.resolve("two"),
                        "com.\t900\tin\tsoa\ta.gtld-servers.net. nstld.verisign-grs.com. (\n"
                                + "  1 1800 900 ; serial\n  604800 86400 )\n"
                                + "com.\t900\tin\tns\ta.gtld-servers.net.\n"
                                + "$ORIGIN com.\n$TTL 900\n"
                                + "C 172800 IN NS ns1.c.com.\n"
                                + "  172800 IN NS ns2.c.com.\n"
                                + "b.com.\t172800\tin\tns\tns1.b.com.\n"
                                + "NEW IN NS ns.new.com.\n"
                                + "ns.new 900 IN A 192.0.2.1\n"
                                + "new.com.\t900\tin\tds\t1 8 2 ABCD\n"
                                + "evil\\000.com. 1 IN NS x.\n"
                                + "late.com. NS ns.late.com. ; a comment (\n");
        Task task = new Task("com-zone", ListFormat.AUTO, DAY, "", "", false);
        var report = fixture.importer.takeZone(one, two, folder, task, true, Progress.NONE);

        assertThat(report.first()).isEqualTo(3);
        assertThat(report.second()).isEqualTo(4);
        assertThat(report.skipped()).isEqualTo(1);
        assertThat(report.hints().domains()).isEqualTo(2);
        assertThat(fixture.hint("new.com")).isEqualTo(new Hint(DAY, Kind.ZONE, "com-zone", NOW));
        assertThat(fixture.hint("late.com")).isNotNull();
        assertThat(fixture.hint("c.com")).isNull();
        assertThat(
                        fixture.importer
                                .takeZone(two, two, folder, task, false, Progress.NONE)
                                .hints()
                                .names())
                .isZero();
        assertThat(workFolders()).isEmpty();
    }

    @Test
    void firstZoneThatWasCutOffDoesNotMakeEverythingNew() throws IOException {
        Path whole =
                zone("whole", Stream.iterate(0, i -> i + 1).limit(9_000).map(i -> i + ".com."));
        Path cut = zone("cut", Stream.of("1.com."));
        Task task = new Task("com-zone", ListFormat.AUTO, DAY, "", "", false);
        assertThatThrownBy(
                        () ->
                                fixture.importer.takeZone(
                                        cut, whole, folder, task, false, Progress.NONE))
                .hasMessageContaining("--much");
        assertThat(fixture.store.hints().count()).isZero();
        assertThat(
                        fixture.importer
                                .takeZone(cut, whole, folder, task, true, Progress.NONE)
                                .hints()
                                .domains())
                .isEqualTo(8_999);
    }

    @Test
    void importThatIsStoppedLeavesNothing() throws IOException {
        Path one = zone("one", Stream.of("a.com."));
        Path two = zone("two", Stream.of("a.com.", "b.com."));
        Task task = new Task("com-zone", ListFormat.AUTO, DAY, "", "", false);
        for (int after = 0; after < 3; after++) {
            int[] asked = {after};
            assertThatThrownBy(
                            () ->
                                    fixture.importer.takeZone(
                                            one,
                                            two,
                                            folder,
                                            task,
                                            false,
                                            (share, rows) -> asked[0]-- > 0))
                    .hasMessageContaining("stopped");
        }
        assertThat(workFolders()).isEmpty();
        assertThat(fixture.store.hints().count()).isZero();
    }

    private List<String> workFolders() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            return left.filter(Files::isDirectory)
                    .map(each -> each.getFileName().toString())
                    .toList();
        }
    }

    private Path zone(String name, Stream<String> owners) throws IOException {
        return Files.write(
                folder.resolve(name),
                owners.map(each -> each + "\t172800\tin\tns\tns1." + each).toList());
    }
}
