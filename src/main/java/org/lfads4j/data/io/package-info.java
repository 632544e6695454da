/**
 * Files to and from {@link org.lfads4j.data.Trials}: one reader for each format. Most readers make
 * named arrays of a file, and one layout makes trials of these; CSV and recordings of spike times
 * (NWB, folders) have their own way. Every failure is one sentence that starts with the path. No
 * library's own exception leaves this room.
 */
package org.lfads4j.data.io;
