package org.domainstats.benchmarks;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

import org.domainstats.processkit.LocalPorts;
import org.domainstats.processkit.ProgramCommand;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A Vert.x server that answers every question with the same line and does nothing else. */
final class BareVertx implements LoadTarget {

    private final Process process;
    private final int port;

    private BareVertx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * @param options of Java: those of the server that it is compared with
     */
    static BareVertx start(String answer, List<String> options)
            throws IOException, InterruptedException {
        int port = LocalPorts.free();
        Process process =
                ProgramCommand.java(BareVertx.class.getName(), options.toArray(String[]::new))
                        .with(Integer.toString(port), answer)
                        .start();
        LocalPorts.awaitOpen(process, port);
        return new BareVertx(process, port);
    }

    /** Arguments: port and answer. Serves until it is ended. */
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        Buffer answer = Buffer.buffer(arguments[1].getBytes(StandardCharsets.UTF_8));
        Vertx.vertx(new VertxOptions().setPreferNativeTransport(true))
                .deployVerticle(
                        () -> new Constant(port, answer),
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors()))
                .await();
    }

    @Override
    public String name() {
        return "Vert.x, a constant";
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

    /** One event loop's share of it. */
    private static final class Constant extends AbstractVerticle {

        private final int port;
        private final Buffer answer;

        private Constant(int port, Buffer answer) {
            this.port = port;
            this.answer = answer;
        }

        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer()
                    .requestHandler(
                            request ->
                                    request.response()
                                            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                                            .end(answer))
                    .listen(port, "127.0.0.1")
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
