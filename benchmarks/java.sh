# Sourced by the scripts beside it, which set home to the checkout: java becomes a Java that can run us, and built MODULE...
# packages modules, their target/dist/lib included, when one of the sources is newer.

java=
needed=25
on_path=$(command -v java 2>/dev/null || true)
for candidate in "${JAVA_HOME:-/nonexistent}/bin/java" "${on_path:-/nonexistent}" /usr/lib/jvm/*/bin/java \
    /usr/java/*/bin/java /opt/java/*/bin/java /opt/*jdk*/bin/java; do
    [ -x "$candidate" ] || continue
    real=$(readlink -f -- "$candidate")
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "${real%/bin/java}/release" 2>/dev/null || true)
    if [ "${version:-0}" -ge "$needed" ]; then
        java=$real
        break
    fi
done
if [ -z "$java" ]; then
    echo "needs Java $needed or newer, and found none in JAVA_HOME, PATH or the usual folders" >&2
    exit 1
fi

built() {
    for module; do
        lib="$home/$module/target/dist/lib"
        [ -d "$lib" ] && [ -z "$(find "$home"/*/src/main "$home"/pom.xml "$home"/*/pom.xml -newer "$lib" -type f -print \
            2>/dev/null | head -n 1)" ] || stale=yes
    done
    [ -n "${stale:-}" ] || return 0
    echo "building $*, which takes a minute or two ..." >&2
    # Maven may run on an older Java; on this one it need not start another for the compiler.
    [ ! -x "${java%java}javac" ] || export JAVA_HOME="${java%/bin/java}"
    (cd "$home" && mvn -q -B -DskipTests -Dspotless.check.skip=true package \
        -pl "$(echo "$*" | tr ' ' ',')" -am </dev/null >&2) || exit 1
    for module; do touch "$home/$module/target/dist/lib"; done
}
