/** What this program is: version, hash of its own classes, virtual machine and host. Read once at start, any thread. */
package io.parallax.app.build;
