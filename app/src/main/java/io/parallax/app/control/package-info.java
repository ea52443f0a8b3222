/**
 * What outlives a process and what reaches one: latches, the loss of the day, how sessions ended, requests and their answers,
 * all files of one directory beside the sessions. Written by whoever holds the lock, requests by anybody of the same user.
 */
package io.parallax.app.control;
