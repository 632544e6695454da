/**
 * Files to and from {@link org.lfads4j.data.Trials}: one reader per format, which makes a file
 * named arrays, and one layout, which makes those trials. Every failure is one sentence that starts
 * with the path. No library's own exception leaves this room.
 */
package org.lfads4j.data.io;
