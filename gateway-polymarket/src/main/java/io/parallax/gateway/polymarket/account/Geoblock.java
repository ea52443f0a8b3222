package io.parallax.gateway.polymarket.account;

/**
 * Whether the venue serves the place we ask from.
 *
 * @param ip address as the venue sees it
 * @param country two letters, empty when not told
 * @param region empty when not told
 */
public record Geoblock(boolean blocked, String ip, String country, String region) {}
