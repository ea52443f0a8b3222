/**
 * A trading process put together and taken apart: ring, engine, journal, gateways, timer, in the order that keeps every
 * promise. The starting thread owns it; each part names its own writing thread.
 */
package io.parallax.app.run;
