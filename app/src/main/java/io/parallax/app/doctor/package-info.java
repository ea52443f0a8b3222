/**
 * Judges a configuration, its keys, both venues as they answer now, and the machine, before anything trades. Reads only: every
 * request is a GET, and nothing here can send an order. Each finding names fault, value and fix. Runs on the calling thread.
 */
package io.parallax.app.doctor;
