/** Our own orders and their outcome states: unknown is a state, and no timer turns a doubt into a fact. Engine thread. */
package io.parallax.engine.order;
