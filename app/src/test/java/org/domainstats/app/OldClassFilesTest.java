package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Classes from before Java 6, which bring no maps to be verified by. */
final class OldClassFilesTest {

    private static final int JAVA_5 = ClassFile.JAVA_5_VERSION;

    @TempDir Path folder;

    /** With a branch, so that maps are needed: {@code static int larger(int a, int b)}. */
    private static byte[] larger(int version) {
        return ClassFile.of(StackMapsOption.DROP_STACK_MAPS)
                .build(
                        ClassDesc.of("Old"),
                        type ->
                                type.withVersion(version, 0)
                                        .withMethodBody(
                                                "larger",
                                                MethodTypeDesc.of(
                                                        ConstantDescs.CD_int,
                                                        ConstantDescs.CD_int,
                                                        ConstantDescs.CD_int),
                                                ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                                                code ->
                                                        code.iload(0)
                                                                .iload(1)
                                                                .ifThenElse(
                                                                        Opcode.IF_ICMPGT,
                                                                        then -> then.iload(0),
                                                                        other -> other.iload(1))
                                                                .ireturn()));
    }

    private Path jar(byte[] octets, String... others) throws IOException {
        Path jar = folder.resolve("old.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream entries = new ZipOutputStream(file)) {
            add(entries, "Old.class", octets);
            for (String other : others) {
                add(entries, other, other.getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static void add(ZipOutputStream entries, String name, byte[] octets)
            throws IOException {
        entries.putNextEntry(new ZipEntry(name));
        entries.write(octets);
        entries.closeEntry();
    }

    private static int version(Path jar) throws IOException {
        try (ZipFile entries = new ZipFile(jar.toFile())) {
            byte[] octets = entries.getInputStream(entries.getEntry("Old.class")).readAllBytes();
            return ClassFile.of().parse(octets).majorVersion();
        }
    }

    private static Object larger(Path jar, int a, int b) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            return loader.loadClass("Old")
                    .getMethod("larger", int.class, int.class)
                    .invoke(null, a, b);
        }
    }

    @Test
    void theyAreRenewedAndDoTheSame() throws Exception {
        Path jar = jar(larger(JAVA_5), "META-INF/MANIFEST.MF", "a.txt");
        assertThat(OldClassFiles.renew(jar)).isOne();
        assertThat(version(jar)).isEqualTo(ClassFile.JAVA_6_VERSION);
        assertThat(larger(jar, 2, 3)).isEqualTo(3);
        assertThat(larger(jar, 5, 4)).isEqualTo(5);
        try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(jar))) {
            entries.getNextEntry();
            entries.getNextEntry();
            assertThat(entries.getNextEntry().getName()).isEqualTo("a.txt");
            assertThat(entries.readAllBytes()).asString().isEqualTo("a.txt");
        }
    }

    @Test
    void aJarWithoutAnyStaysAsItIs() throws IOException {
        Path jar = jar(larger(ClassFile.JAVA_6_VERSION));
        byte[] before = Files.readAllBytes(jar);
        assertThat(OldClassFiles.renew(jar)).isZero();
        assertThat(Files.readAllBytes(jar)).isEqualTo(before);
    }

    @Test
    void soDoesASignedOne() throws IOException {
        Path jar = jar(larger(JAVA_5), "META-INF/A.SF");
        assertThat(OldClassFiles.renew(jar)).isZero();
        assertThat(version(jar)).isEqualTo(JAVA_5);
    }

    @Test
    void oneThatCannotBeReadIsLeftAlone() throws IOException {
        byte[] broken = larger(JAVA_5);
        Path jar = jar(Arrays.copyOf(broken, broken.length / 2));
        byte[] before = Files.readAllBytes(jar);
        assertThatThrownBy(() -> OldClassFiles.renew(jar)).isNotNull();
        assertThat(Files.readAllBytes(jar)).isEqualTo(before);
        assertThat(folder.toFile().list()).containsExactly("old.jar");
    }
}
