package org.domainstats.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.domainstats.base.LimitedLog;
import org.domainstats.http.AccessRole;
import org.domainstats.http.AccessToken;
import org.domainstats.http.AccessTokens;
import org.domainstats.http.ServerResponse;
import org.domainstats.store.AuditAction;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** {@code /v1/tokens}: an administrator lists, makes and revokes tokens. */
final class TokenResources {

    private static final LimitedLog LOG =
            new LimitedLog(LoggerFactory.getLogger(TokenResources.class));
    private static final String PATH = "/v1/tokens";
    private static final ServerResponse NO_FILE =
            ServerResponse.problem(
                    409, "this server has no tokens: set token-file, and start it again");

    private final @Nullable TokenFile file;
    private final Authenticator authenticator;
    private final AuditTrail audit;
    private final RandomGenerator secure;

    /**
     * @param file null if the server has no tokens
     */
    TokenResources(
            @Nullable TokenFile file,
            Authenticator authenticator,
            AuditTrail audit,
            RandomGenerator secure) {
        this.file = file;
        this.authenticator = authenticator;
        this.audit = audit;
        this.secure = secure;
    }

    List<Resource> all() {
        return List.of(
                Resource.of("GET", PATH, this::list),
                Resource.of("POST", PATH, this::add),
                Resource.of("DELETE", PATH + "/{name}", this::revoke));
    }

    private ServerResponse list(ResourceRequest request) {
        JsonArray tokens = new JsonArray();
        for (AccessToken token : authenticator.tokens().tokens()) {
            tokens.add(new JsonObject().put("name", token.name()).put("role", token.role().text()));
        }
        return json(new JsonObject().put("tokens", tokens));
    }

    private ServerResponse add(ResourceRequest request) {
        return file == null ? NO_FILE : add(request, file);
    }

    private ServerResponse add(ResourceRequest request, TokenFile file) {
        JsonObject sent = request.json().orElseGet(JsonObject::new);
        Optional<AccessRole> role = AccessRole.of(String.valueOf(sent.getValue("role")));
        String text = AccessToken.generate(secure);
        try {
            if (role.isEmpty()) {
                throw new IllegalArgumentException("role is one of ask, read and admin");
            }
            AccessToken token =
                    AccessToken.of(String.valueOf(sent.getValue("name")), role.get(), text);
            file.change(tokens -> tokens.with(token));
            audit.record(request, AuditAction.TOKEN_ADDED, token.name() + " " + role.get().text());
            return json(new JsonObject()
                            .put("name", token.name())
                            .put("role", role.get().text())
                            .put("token", text))
                    .withStatus(201);
        } catch (IllegalArgumentException e) {
            return ServerResponse.problem(400, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return unchanged(file, e);
        }
    }

    private ServerResponse revoke(ResourceRequest request) {
        return file == null ? NO_FILE : revoke(request, file);
    }

    private ServerResponse revoke(ResourceRequest request, TokenFile file) {
        String name = request.variable("name");
        try {
            file.change(tokens -> without(tokens, name));
        } catch (LastAdministratorException e) {
            return ServerResponse.problem(409, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return ServerResponse.problem(404, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return unchanged(file, e);
        }
        audit.record(request, AuditAction.TOKEN_REVOKED, name);
        return ServerResponse.noContent();
    }

    private AccessTokens without(AccessTokens tokens, String name) {
        AccessTokens fewer = tokens.without(name);
        if (fewer.tokens().size() == tokens.tokens().size()) {
            throw new IllegalArgumentException("there is no token of that name");
        }
        boolean administered =
                fewer.hasAdministrator() || authenticator.identities().hasAdministrator();
        if (tokens.hasAdministrator() && !administered) {
            throw new LastAdministratorException();
        }
        return fewer;
    }

    /** Nobody may lock the last administrator out, that one least of all. */
    private static final class LastAdministratorException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        LastAdministratorException() {
            super("this is the last token with the role admin: make another one first");
        }
    }

    private static ServerResponse unchanged(TokenFile file, IOException failure) {
        LOG.warn("token file", failure, "Could not change the token file {}", file.path());
        return ServerResponse.problem(
                409,
                "the token file could not be changed, the log of the server says why: run"
                        + " domain-stats admin token on its machine, or make "
                        + file.path().getFileName()
                        + " a file that the server can read and replace");
    }

    private static ServerResponse json(JsonObject object) {
        return ServerResponse.json(object.encode()).notStored();
    }
}
