/**
 * Files to and from {@link org.lfads4j.data.Trials}: one reader per format, every failure one
 * sentence that starts with the path. No library's own exception leaves this room.
 */
package org.lfads4j.data.io;
