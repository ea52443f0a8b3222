package io.parallax.sim.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.sim.venue.Venue;

/**
 * One recorded server frame.
 *
 * @param atNs when it was received, epoch ns; never before the frame before it
 * @param venue which venue sent it
 * @param text payload
 * @param json the payload parsed
 */
record CaptureFrame(long atNs, Venue venue, String text, JsonNode json) {}
