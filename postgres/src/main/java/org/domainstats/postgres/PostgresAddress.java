package org.domainstats.postgres;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import javax.sql.DataSource;

/**
 * Where a database is: {@code postgresql://user@host:5432/database?sslmode=verify-full}. Several
 * hosts may be named, with commas; the one that is the primary is used.
 *
 * @param hosts as in the URL
 * @param options of the driver, from the URL's query
 */
public record PostgresAddress(
        String hosts, String database, String user, Map<String, String> options) {

    /** The schema in which PostgreSQL makes tables by default. */
    public static final String DEFAULT_SCHEMA = "public";

    /** What the query of the URL may say; a password is not among it. */
    private static final Set<String> OPTIONS =
            Set.of("sslmode", "sslrootcert", "sslcert", "sslkey", "currentSchema");

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final List<String> SCHEMES = List.of("postgresql://", "postgres://");

    public PostgresAddress {
        options = Map.copyOf(options);
    }

    /** Whether a text means to be such an address. */
    public static boolean isOne(String text) {
        return SCHEMES.stream().anyMatch(text::startsWith);
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is none; the message says why
     */
    public static PostgresAddress parse(String text) {
        int authority = text.indexOf("://") + 3;
        int path = text.indexOf('/', authority);
        if (!isOne(text) || path < 0) {
            throw wrong("expected postgresql://user@host:5432/database");
        }
        String server = text.substring(authority, path);
        int at = server.lastIndexOf('@');
        String user = decode(server.substring(0, Math.max(0, at)));
        URI rest = uri(text.substring(path));
        String database = rest.getPath().substring(1);
        if (user.isEmpty() || database.isEmpty() || server.length() == at + 1) {
            throw wrong("expected postgresql://user@host:5432/database");
        }
        if (user.indexOf(':') >= 0) {
            throw wrong("a password does not belong in it; put it into store-password-file");
        }
        return new PostgresAddress(
                server.substring(at + 1), database, user, options(rest.getRawQuery()));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a URL: " + e.getReason(), e);
        }
    }

    private static Map<String, String> options(@Nullable String query) {
        Map<String, String> options = new LinkedHashMap<>();
        if (query == null) {
            return options;
        }
        for (String each : query.split("&", -1)) {
            int equals = each.indexOf('=');
            String name = each.substring(0, Math.max(0, equals));
            if (!OPTIONS.contains(name)) {
                throw wrong("unknown option: " + name + "; known are " + sorted());
            }
            options.put(name, decode(each.substring(equals + 1)));
        }
        return options;
    }

    private static String sorted() {
        return String.join(", ", OPTIONS.stream().sorted().toList());
    }

    private static IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException(why);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    String jdbcUrl() {
        return "jdbc:postgresql://" + hosts + "/" + database.replace("?", "%3F");
    }

    /**
     * For the driver. Beyond loopback the server must prove who it is, unless the URL says
     * otherwise; decisions are made on the primary only.
     */
    Properties properties() {
        Properties properties = new Properties();
        String mode = options.getOrDefault("sslmode", isLoopback() ? "prefer" : "verify-full");
        properties.setProperty("sslmode", mode);
        // Whatever the mode, it wants a certificate by an authority that Java knows.
        if (mode.startsWith("verify") && !options.containsKey("sslrootcert")) {
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        properties.putAll(options);
        properties.setProperty("user", user);
        properties.setProperty("targetServerType", "primary");
        properties.setProperty("ApplicationName", "domain-stats");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("hostRecheckSeconds", "2");
        return properties;
    }

    /** The same for connections that are made within a time, as is each reply on them. */
    Properties properties(Duration timeout) {
        Properties properties = properties();
        String seconds = Long.toString(Math.max(1, timeout.toSeconds()));
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        return properties;
    }

    /** Connections one by one, without a limit of time: work on many rows takes long. */
    public DataSource dataSource(StorePassword password) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(jdbcUrl());
        Properties properties = properties();
        for (String name : properties.stringPropertyNames()) {
            source.setProperty(name, properties.getProperty(name));
        }
        source.setPassword(password.read());
        return source;
    }

    /**
     * The schema that tables are made in: the first one of {@code currentSchema}. As everywhere in
     * SQL, letters are small where there are no quotes.
     */
    public String schema() {
        String first = options.getOrDefault("currentSchema", DEFAULT_SCHEMA).split(",", 2)[0];
        String name = first.strip();
        return name.startsWith("\"")
                ? name.replaceAll("^\"|\"$", "").replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }

    /** Whether what is sent can be read on the network. */
    public boolean isUnprotected() {
        return !isLoopback()
                && !options.getOrDefault("sslmode", "verify-full").startsWith("verify");
    }

    private boolean isLoopback() {
        return List.of(hosts.split(",", -1)).stream()
                .map(host -> host.replaceFirst(":[0-9]+$", ""))
                .allMatch(LOOPBACK::contains);
    }

    @Override
    public String toString() {
        return "postgresql://" + user + "@" + hosts + "/" + database;
    }
}
