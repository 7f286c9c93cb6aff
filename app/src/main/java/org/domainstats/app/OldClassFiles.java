package org.domainstats.app;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileBuilder;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Brings the classes of jars up to date that are of a format from before Java 6. Java's cache of
 * loaded classes leaves those out, so that each start had to read and verify them anew. The
 * launcher calls it for its own copies of the jars; one that cannot be read stays as it is.
 */
final class OldClassFiles {

    /** From here on classes bring the maps that they are verified by; nothing else is different. */
    private static final int OLDEST_CACHED = ClassFile.JAVA_6_VERSION;

    private OldClassFiles() {}

    public static void main(String[] jars) {
        for (String jar : jars) {
            try {
                renew(Path.of(jar));
            } catch (IOException | IllegalArgumentException e) {
                System.err.println(jar + " stays as it is: " + e);
            }
        }
    }

    /** Renews a jar in its place, if it holds such classes; returns how many. */
    static int renew(Path jar) throws IOException {
        Path renewed = jar.resolveSibling(jar.getFileName() + ".renewed");
        try (ZipFile old = new ZipFile(jar.toFile());
                URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            if (signed(old)) {
                return 0;
            }
            int classes = copy(old, renewed, classFile(loader));
            if (classes > 0) {
                Files.move(renewed, jar, StandardCopyOption.REPLACE_EXISTING);
            }
            return classes;
        } finally {
            Files.deleteIfExists(renewed);
        }
    }

    private static boolean signed(ZipFile jar) {
        return jar.stream().anyMatch(entry -> entry.getName().endsWith(".SF"));
    }

    /** Which classes are whose is looked up in their jar and in the JDK, without loading any. */
    private static ClassFile classFile(ClassLoader loader) {
        return ClassFile.of(
                StackMapsOption.GENERATE_STACK_MAPS,
                ClassHierarchyResolverOption.of(
                        ClassHierarchyResolver.ofResourceParsing(loader)
                                .orElse(ClassHierarchyResolver.defaultResolver())));
    }

    private static int copy(ZipFile old, Path renewed, ClassFile format) throws IOException {
        int classes = 0;
        try (OutputStream file = Files.newOutputStream(renewed);
                ZipOutputStream copy = new ZipOutputStream(file)) {
            for (ZipEntry entry : Collections.list(old.entries())) {
                byte[] octets = old.getInputStream(entry).readAllBytes();
                if (isOld(entry, octets)) {
                    octets = renew(octets, format);
                    classes++;
                }
                ZipEntry same = new ZipEntry(entry.getName());
                same.setTime(entry.getTime());
                copy.putNextEntry(same);
                copy.write(octets);
                copy.closeEntry();
            }
        }
        return classes;
    }

    /** The version stands in the seventh and eighth octet. */
    private static boolean isOld(ZipEntry entry, byte[] octets) {
        return entry.getName().endsWith(".class")
                && octets.length > 8
                && ((octets[6] & 0xff) << 8 | octets[7] & 0xff) < OLDEST_CACHED;
    }

    private static byte[] renew(byte[] octets, ClassFile format) {
        ClassModel old = format.parse(octets);
        // Code that is passed on as code, and not as octets, gets its maps.
        return format.transformClass(
                old,
                ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                        .andThen(OldClassFiles::withVersion));
    }

    private static void withVersion(
            ClassFileBuilder<ClassElement, ?> renewed, ClassElement element) {
        renewed.with(
                element instanceof ClassFileVersion
                        ? ClassFileVersion.of(OLDEST_CACHED, 0)
                        : element);
    }
}
