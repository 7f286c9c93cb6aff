package org.domainstats.app;

import java.util.concurrent.Callable;

/** A command that works by the settings, and so takes each of them as a flag. */
interface SettingsCommand extends Callable<Integer> {}
