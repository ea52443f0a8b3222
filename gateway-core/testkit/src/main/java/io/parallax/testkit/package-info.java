/**
 * What the gateways' random tests share: seeded JSON in every spelling, mutations of frames, the slow strict reading of
 * JSON, engine books behind a publisher, and the meter of allocated bytes. Used in test scope only; nothing here runs in a
 * session. Each instance belongs to the thread of its test.
 */
package io.parallax.testkit;
