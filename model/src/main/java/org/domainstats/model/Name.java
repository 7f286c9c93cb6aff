package org.domainstats.model;

/**
 * What a hostname turned out to be: a name in the public DNS, or something that is not one, with
 * the reason.
 */
public sealed interface Name permits PublicName, NotPublic {}
