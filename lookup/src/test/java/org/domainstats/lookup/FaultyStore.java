package org.domainstats.lookup;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contact;
import org.domainstats.store.Contacts;
import org.domainstats.store.Contacts.RecordedContacts;
import org.domainstats.store.Store;
import org.domainstats.store.StoreDeadline;
import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A real store, one call of which fails after a contact has become durable. */
final class FaultyStore {

    private static final String LAST_SUCCESS = "beginRecording";

    private final Store store;
    private final AtomicInteger left = new AtomicInteger();
    private volatile RuntimeException fault = new IllegalStateException();
    private volatile boolean armed;
    private volatile boolean thrown;
    private volatile boolean refusing;
    private volatile @Nullable DomainName decided;

    FaultyStore(Store store) {
        this.store = store;
    }

    /** Has the n-th call fail after the next contact was recorded. */
    void failAt(int number, RuntimeException with) {
        left.set(number);
        fault = with;
        thrown = false;
        armed = true;
    }

    /** Lets all calls succeed from now on; whether one has failed. */
    boolean disarm() {
        armed = false;
        left.set(0);
        return thrown;
    }

    boolean hasFailed() {
        return thrown;
    }

    /** Whether contacts can only be read. */
    void refuseContacts(boolean refuse) {
        refusing = refuse;
    }

    /** Has the store decide of no site but this one, which has a contact, or of all again. */
    void decideOnly(@Nullable DomainName site) {
        decided = site;
    }

    /** What a store says of sites of which it can decide one. */
    private static Supplier<RecordedContacts> partly(
            List<?> sites, Object decided, Instant firstAsked) {
        Contact contact = new Contact(firstAsked, false);
        List<@Nullable Contact> contacts = new ArrayList<>();
        sites.forEach(site -> contacts.add(site.equals(decided) ? contact : null));
        return () -> new RecordedContacts(contacts, null, new StoreException("cannot be written"));
    }

    /** The store to use. */
    Store faulty() {
        return proxy(
                Store.class,
                (method, arguments) -> {
                    Object part = call(store, method, arguments);
                    Class<?> type = method.getReturnType();
                    return type.getPackage() == Contacts.class.getPackage() && type.isInterface()
                            ? part(type, part)
                            : part;
                });
    }

    private <T> Object part(Class<T> type, Object part) {
        return proxy(
                type,
                (method, arguments) -> {
                    if (armed
                            && !method.getName().equals(LAST_SUCCESS)
                            && counting()
                            && left.getAndDecrement() == 1) {
                        thrown = true;
                        throw fault;
                    }
                    if (refusing && method.getName().equals(LAST_SUCCESS)) {
                        reads.set(0);
                        timeLeft = StoreDeadline.left(Duration.ofDays(1));
                        throw new StoreException("cannot be written");
                    }
                    @Nullable DomainName known = decided;
                    if (known != null && method.getName().equals(LAST_SUCCESS)) {
                        Instant firstAsked = store.contacts().find(known).orElseThrow();
                        return partly((List<?>) arguments[0], known, firstAsked);
                    }
                    if (method.getName().equals("announced")) {
                        ((Collection<?>) arguments[0])
                                .forEach(each -> announced.add((DomainName) each));
                    }
                    if (type == Contacts.class && method.getName().startsWith("find")) {
                        reads.incrementAndGet();
                    }
                    Object result = call(part, method, arguments);
                    if (method.getName().equals(LAST_SUCCESS)) {
                        recorded = true;
                    }
                    return result;
                });
    }

    private final List<DomainName> announced = new CopyOnWriteArrayList<>();
    private volatile boolean recorded;
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Duration timeLeft = Duration.ZERO;

    /** What the store learned to be announced. */
    List<DomainName> announced() {
        return announced;
    }

    /** How often contacts were read since they were refused. */
    int reads() {
        return reads.get();
    }

    /** How long the store had for the contacts that were refused. */
    Duration timeLeft() {
        return timeLeft;
    }

    private boolean counting() {
        return recorded;
    }

    /** Counts from the next contact on. */
    void awaitContact() {
        recorded = false;
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> handler.handle(method, arguments)));
    }

    private interface Handler {
        Object handle(Method method, Object[] arguments) throws Throwable;
    }
}
