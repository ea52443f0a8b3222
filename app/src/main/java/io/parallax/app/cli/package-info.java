/**
 * The command line: options, exit codes, and what is printed where. Answers go to the standard output, as text or JSON;
 * everything else goes to the standard error. Runs on the main thread.
 */
package io.parallax.app.cli;
