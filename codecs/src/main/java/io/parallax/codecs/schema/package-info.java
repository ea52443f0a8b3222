/** Identity of the event schema. Nothing here is written after the build; any thread. */
package io.parallax.codecs.schema;
