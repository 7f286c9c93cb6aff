package org.domainstats.httpclient;

import org.domainstats.base.Deadline;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Resolves a host to the addresses that may be connected to.
 *
 * <p>Whoever connects must use an address from here and not the name: a name server that answers
 * differently the second time would lead to this machine or its network.
 */
public final class AllowedAddresses {

    /** A host may have many addresses; a few dead ones must not use up the deadline. */
    private static final int MOST_ADDRESSES = 4;

    private static final String NOT_PUBLIC =
            "its address is not a public one; allow-private-registries would allow it";

    private final Resolver resolver;
    private final Predicate<InetAddress> allowed;
    private final String refusal;

    public AllowedAddresses(Resolver resolver, Predicate<InetAddress> allowed) {
        this(resolver, allowed, NOT_PUBLIC);
    }

    private AllowedAddresses(Resolver resolver, Predicate<InetAddress> allowed, String refusal) {
        this.resolver = resolver;
        this.allowed = allowed;
        this.refusal = refusal;
    }

    /** Addresses of the public Internet only. */
    public static AllowedAddresses publicOnly(Resolver resolver) {
        return new AllowedAddresses(resolver, PublicAddress::is);
    }

    /**
     * The same.
     *
     * @param refusal the message to an operator about another address
     */
    public static AllowedAddresses publicOnly(Resolver resolver, String refusal) {
        return new AllowedAddresses(resolver, PublicAddress::is, refusal);
    }

    /** All addresses, for hosts that the operator has configured. */
    public static AllowedAddresses any(Resolver resolver) {
        return new AllowedAddresses(resolver, address -> true);
    }

    /** Those of these that are no addresses of the public Internet. */
    AllowedAddresses privateOnly() {
        return new AllowedAddresses(
                resolver,
                allowed.and(address -> !PublicAddress.is(address)),
                "its address is not in a private network");
    }

    /**
     * The allowed addresses of a host in the order in which they should be tried: the families take
     * turns, as one of them may not work from here (RFC 8305, section 4).
     *
     * @throws ForbiddenTargetException if it has addresses, but none that is allowed
     * @throws ExchangeException if it has none, or they were not found in time
     */
    public List<InetAddress> find(String host, Deadline deadline) throws ExchangeException {
        List<InetAddress> good = resolver.resolve(host, deadline).stream().filter(allowed).toList();
        if (good.isEmpty()) {
            throw new ForbiddenTargetException(refusal);
        }
        return alternating(good).stream().limit(MOST_ADDRESSES).toList();
    }

    private static List<InetAddress> alternating(List<InetAddress> addresses) {
        record Ranked(InetAddress address, int rank) {}
        List<Ranked> ranked = new ArrayList<>();
        Class<?> first = addresses.getFirst().getClass();
        int same = 0;
        int other = 0;
        for (InetAddress address : addresses) {
            boolean isFirstFamily = address.getClass().equals(first);
            ranked.add(new Ranked(address, isFirstFamily ? 2 * same++ : 2 * other++ + 1));
        }
        return ranked.stream()
                .sorted(Comparator.comparingInt(Ranked::rank))
                .map(Ranked::address)
                .toList();
    }
}
