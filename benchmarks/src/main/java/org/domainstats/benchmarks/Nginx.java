package org.domainstats.benchmarks;

import org.domainstats.processkit.LocalPorts;
import org.domainstats.processkit.ProgramCommand;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** nginx that answers every question with the same line, as fast as it can. */
final class Nginx implements LoadTarget {

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Nginx start(Path folder, String answer) throws IOException, InterruptedException {
        int port = LocalPorts.free();
        Path settings = Files.createDirectories(folder).resolve("nginx.conf");
        Files.writeString(settings, settings(folder, port, answer));
        Process process =
                ProgramCommand.of("nginx", "-p", folder.toString(), "-c", settings.toString())
                        .start();
        LocalPorts.awaitOpen(process, port);
        return new Nginx(process, port);
    }

    /** No log, a worker for each core, and connections that are never closed by count. */
    private static String settings(Path folder, int port, String answer) {
        if (answer.contains("'") || answer.contains("$") || answer.contains("\\'")) {
            throw new IllegalArgumentException("cannot be quoted for nginx: " + answer);
        }
        return """
        daemon off;
        pid %1$s/nginx.pid;
        error_log stderr error;
        worker_processes auto;
        worker_rlimit_nofile 16384;
        events { worker_connections 8192; }
        http {
            access_log off;
            client_body_temp_path %1$s/body;
            proxy_temp_path %1$s/proxy;
            fastcgi_temp_path %1$s/fastcgi;
            uwsgi_temp_path %1$s/uwsgi;
            scgi_temp_path %1$s/scgi;
            keepalive_requests 1000000000;
            keepalive_timeout 75s;
            default_type application/json;
            server {
                listen 127.0.0.1:%2$d backlog=4096;
                location / { return 200 '%3$s'; }
            }
        }
        """
                .formatted(folder, port, answer.replace("\\", "\\\\"));
    }

    @Override
    public String name() {
        return "nginx, a constant";
    }

    @Override
    public URI url() {
        return LocalPorts.url(port);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
